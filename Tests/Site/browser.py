"""The gates that need a browser. Each worker process has a Chromium of its own and takes one page after another."""

import contextlib
import os

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

PHONE, DESKTOP, NARROW = (375, 760), (1280, 900), (320, 640)
LOOKS = [(size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")]
CLS_LIMIT, LCP_LIMIT = 0.02, 1_800
# A middling phone on a middling network: 4× slower, 1.6 Mbit/s, 150 ms.
NETWORK = {"offline": False, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8, "latency": 150}
ATTEMPTS = 3
TAP = 44

# Large type has to be read as well as small type: 4.5 for both.
AXE = """() => {
  axe.configure({ checks: [{ id: "color-contrast",
    options: { contrastRatio: { normal: { expected: 4.5 }, large: { expected: 4.5 } } } }] });
  return axe.run({ resultTypes: ["violations"] }).then(found => found.violations.map(violation => ({
    rule: violation.id, help: violation.help, places: violation.nodes.map(node => node.target.join(" ")) })));
}"""

WATCH = """
window.shift = 0; window.paint = null;
new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver(list => { for (const entry of list.getEntries()) window.paint = entry; })
  .observe({ type: "largest-contentful-paint", buffered: true });
"""

# What can be pressed, is seen and is no word within a sentence, and is lower or narrower than a finger.
SMALL_TARGETS = """tap => [...document.querySelectorAll("a[href], button, input:not([type=hidden], :disabled), select, textarea, summary")]
  .filter(element => {
    if (element.closest("[aria-hidden=true]") || element.classList.contains("skip")) return false;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (!box.width || style.visibility === "hidden") return false;
    if (style.display === "inline") return false;
    const label = element.labels && element.labels[0];
    const height = Math.max(box.height, label ? label.getBoundingClientRect().height : 0);
    return height < tap - 0.5 || (box.width < tap - 0.5 && !(label && label.getBoundingClientRect().width >= tap));
  }).map(element => `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent || element.name).trim().slice(0, 20)}”`)"""

PRINTED = """() => {
  const seen = element => { const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden"; };
  const dark = colour => { const [r, g, b] = colour.match(/[\\d.]+/g).map(Number); return r + g + b < 3 * 96; };
  const faults = [...document.querySelectorAll("nav, [role=navigation], button, .skip, dialog[open]")].filter(seen)
    .map(element => `it prints <${element.tagName.toLowerCase()} class="${element.className}">`);
  const body = getComputedStyle(document.body);
  if (!/^rgba?\\(255, 255, 255/.test(body.backgroundColor)) faults.push(`its paper is ${body.backgroundColor}`);
  if (!dark(body.color)) faults.push(`its ink is ${body.color}`);
  const words = document.querySelector("main").innerText.replace(/\\s/g, "").length;
  return { faults, words };
}"""

# What is shown has one blank where the source has a line break; flex items and blocks stand apart anyway, and
# a blank that an editor has typed, between an estate and a name, is the editor's.
GAPS = """() => {
  const han = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\u3001-\\u303f\\uff01-\\uff60";
  const main = document.querySelector("main"), source = main.textContent;
  return [...main.innerText.matchAll(new RegExp(`([^\\t]{0,9}[${han}]) +([${han}][^\\t]{0,9})`, "gu"))]
    .filter(([, before, after]) => !source.includes(before.trimStart() + " " + after.trimEnd()))
    .map(match => match[0]);
}"""

# What a reader without scripts must have as well: the words, and where the links lead.
READ = """() => {
  const main = document.querySelector("main");
  return { words: main.innerText.replace(/\\s+/g, " ").trim(),
    links: [...main.querySelectorAll("a[href]")].map(link => link.getAttribute("href")) };
}"""


class Browser:
    """Every gate is a method that takes a page and returns what is wrong, in words."""

    def __init__(self, chromium, base, served, shots=None):
        self.base, self.served, self.shots = base, served, shots
        self._playwright = sync_playwright().start()
        self.browser = self._playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        self.measured = {}

    def close(self):
        self.browser.close()
        self._playwright.stop()

    @contextlib.contextmanager
    def _open(self, page, size=DESKTOP, scheme="light", wait="load", **options):
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="zh-CN",
            service_workers="block", **options)
        try:
            tab = context.new_page()
            tab.goto(self.served + page.url, wait_until=wait)
            yield tab
        finally:
            context.close()

    def inspect(self, page):
        """Everything that one loaded page can tell: axe in both sizes, light and dark, and what it measures there,
        then 320 px, then paper. Returns what is wrong by gate."""
        faults, said = {"look": [], "narrow": [], "printed": []}, []
        with self._open(page, bypass_csp=True) as tab:
            tab.on("pageerror", lambda error: said.append(str(error)))
            tab.evaluate(AXE_SCRIPT)
            for (width, height), scheme in LOOKS:
                tab.set_viewport_size({"width": width, "height": height})
                tab.emulate_media(color_scheme=scheme)
                for found in tab.evaluate(AXE):
                    places = ", ".join(found["places"][:3])
                    faults["look"].append(
                        f"axe at {width} px, {scheme}: {found['rule']}: {found['help']} ({places})")
                if self.shots:
                    name = page.url.strip("/").replace("/", "_") or "home"
                    tab.screenshot(path=os.path.join(self.shots, f"{name}-{width}-{scheme}.png"), full_page=True)
            tab.emulate_media(color_scheme="light")
            tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
            faults["look"] += [f"a small target on a phone: {one}" for one in tab.evaluate(SMALL_TARGETS, TAP)]
            tab.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
            wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                faults["narrow"].append(f"at 320 px it scrolls sideways by {wide} px")
            tab.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
            faults["printed"] += self._print(page, tab)
        faults["look"] += [f"a script fails: {one}" for one in said]
        return faults

    def _print(self, page, tab):
        on_screen = tab.evaluate(PRINTED)["words"]
        tab.emulate_media(media="print")
        answer = tab.evaluate(PRINTED)
        faults = answer["faults"]
        if not page.is_tool and answer["words"] < on_screen * 0.4:
            faults.append(f"of {on_screen} characters it prints {answer['words']}")
        return faults

    def gaps(self, pages):
        """Blanks that are shown between Han characters, on any page: a line break in the source, nearly always."""
        context = self.browser.new_context(locale="zh-CN", service_workers="block")
        context.route("**/*.{svg,png,jpg,jpeg,webp,avif}", lambda route: route.abort())
        tab = context.new_page()
        faults = {}
        for page in pages:
            tab.goto(self.served + page.url, wait_until="domcontentloaded")
            found = tab.evaluate(GAPS)
            if found:
                faults[page.url] = [f"a gap between Han: “{one}”" for one in found]
        context.close()
        return faults

    def scriptless(self, page):
        if page.is_tool:
            return []
        with self._open(page) as tab:
            with_scripts = tab.evaluate(READ)
        with self._open(page, java_script_enabled=False) as tab:
            # Chromium itself may look at a page whose own scripts are off.
            without = tab.evaluate(READ)
        faults = []
        if without["words"] != with_scripts["words"]:
            faults.append("without scripts it reads otherwise")
        missing = [link for link in with_scripts["links"] if link not in without["links"]]
        return faults + [f"without scripts there is no link to {link}" for link in missing]

    def speed(self, page):
        """How far the page shifts and how late its largest part is painted; other work on the machine only ever
        adds to either, so that the best of a few attempts counts."""
        best = None
        for _ in range(ATTEMPTS):
            shift, paint = self._time(page)
            best = (shift, paint) if best is None else (min(best[0], shift), min(best[1], paint))
            if best[0] <= CLS_LIMIT and best[1] <= LCP_LIMIT:
                break
        self.measured[page.url] = best
        faults = []
        if best[0] > CLS_LIMIT:
            faults.append(f"CLS {best[0]:.3f} is more than {CLS_LIMIT}")
        if best[1] > LCP_LIMIT:
            faults.append(f"LCP {best[1]:.0f} ms is more than {LCP_LIMIT}")
        return faults

    def _time(self, page):
        context = self.browser.new_context(
            viewport={"width": PHONE[0], "height": PHONE[1]}, device_scale_factor=2, locale="zh-CN",
            service_workers="block")
        try:
            tab = context.new_page()
            session = context.new_cdp_session(tab)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", NETWORK)
            session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            tab.add_init_script(WATCH)
            tab.goto(self.served + page.url, wait_until="load")
            for _ in range(40):
                tab.wait_for_timeout(100)
                if tab.evaluate("window.paint !== null"):
                    break
            tab.wait_for_timeout(200)
            shift, paint = tab.evaluate("[window.shift, window.paint.startTime]")
        finally:
            context.close()
        return shift, paint
