"""The gates that need a browser. Each worker process has a Chromium of its own and takes one page after another
in the same tab: a new profile for every page would cost as much as looking at it."""

import os
import time

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

PHONE, DESKTOP, NARROW = (375, 760), (1280, 900), (320, 640)
LOOKS = [(size, scheme) for size in (PHONE, DESKTOP) for scheme in ("light", "dark")]
# The other script has the same templates and styles.
MIRROR_LOOKS = [(PHONE, "light"), (DESKTOP, "dark")]
# What a colour scheme can change: colours. In the dark, axe need not look at the rest once more.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
CLS_LIMIT, LCP_LIMIT = 0.02, 1_800
# A middling phone on a middling network: 4× slower, 1.6 Mbit/s, 150 ms.
NETWORK = {"offline": False, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8, "latency": 150}
TAP = 44

# Large type has to be read as well as small type: 4.5 for both.
AXE = """rules => {
  axe.configure({ checks: [{ id: "color-contrast",
    options: { contrastRatio: { normal: { expected: 4.5 }, large: { expected: 4.5 } } } }] });
  const only = rules ? { runOnly: { type: "rule", values: rules } } : {};
  return axe.run({ resultTypes: ["violations"], ...only }).then(found => found.violations.map(violation => ({
    rule: violation.id, help: violation.help, places: violation.nodes.map(node => node.target.join(" ")) })));
}"""

WATCH = """
window.shift = 0; window.paint = null; window.painted = "";
new PerformanceObserver(list => { for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value; })
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver(list => { for (const entry of list.getEntries()) {
    window.paint = entry;
    const { element } = entry;
    window.painted = element ? element.localName + (element.id ? "#" + element.id : "") : "an element that has gone";
  } })
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
  return [...main.innerText.matchAll(new RegExp(`([^\\t\\n]{0,9}[${han}]) +([${han}][^\\t\\n]{0,9})`, "gu"))]
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

    def __init__(self, chromium, served, shots=None):
        self.served, self.shots = served, shots
        self._playwright = sync_playwright().start()
        self.browser = self._playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        self._tabs = {}
        self._script_errors = []

    def close(self):
        self.browser.close()
        self._playwright.stop()

    def _tab(self, **options):
        """One tab for each way of looking, kept from page to page."""
        key = tuple(sorted(options.items()))
        if key not in self._tabs:
            context = self.browser.new_context(locale="zh-CN", service_workers="block", **options)
            self._tabs[key] = context.new_page()
            self._tabs[key].on("pageerror", lambda error: self._script_errors.append(str(error)))
        return self._tabs[key]

    def inspect(self, page):
        """Everything but speed. Returns what is wrong, and the seconds that it took, by gate."""
        faults, seconds = {}, {}
        self._script_errors.clear()
        tab = self._tab(bypass_csp=True)
        tab.emulate_media(media="screen", color_scheme="light")
        _size(tab, PHONE)
        tab.goto(self.served + page.url, wait_until="load")
        for gate, look in (("look", self._look), ("narrow", self._narrow), ("printed", self._printed),
                           ("gaps", self._gaps), ("scriptless", self._scriptless)):
            start = time.monotonic()
            faults[gate] = look(page, tab)
            seconds[gate] = time.monotonic() - start
        return faults, seconds

    def _look(self, page, tab):
        faults = []
        tab.evaluate(AXE_SCRIPT)
        for size, scheme in MIRROR_LOOKS if page.is_mirror else LOOKS:
            _size(tab, size)
            tab.emulate_media(color_scheme=scheme)
            for found in tab.evaluate(AXE, COLOUR_RULES if scheme == "dark" else None):
                places = ", ".join(found["places"][:3])
                faults.append(f"axe at {size[0]} px, {scheme}: {found['rule']}: {found['help']} ({places})")
            if self.shots:
                name = page.url.strip("/").replace("/", "_") or "home"
                tab.screenshot(path=os.path.join(self.shots, f"{name}-{size[0]}-{scheme}.png"), full_page=True)
        tab.emulate_media(color_scheme="light")
        _size(tab, PHONE)
        faults += [f"a small target on a phone: {one}" for one in tab.evaluate(SMALL_TARGETS, TAP)]
        return faults + [f"a script fails: {one}" for one in self._script_errors]

    def _narrow(self, page, tab):
        _size(tab, NARROW)
        wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [f"at 320 px it scrolls sideways by {wide} px"] if wide > 0 else []

    def _printed(self, page, tab):
        _size(tab, DESKTOP)
        on_screen = tab.evaluate(PRINTED)["words"]
        tab.emulate_media(media="print")
        answer = tab.evaluate(PRINTED)
        tab.emulate_media(media="screen")
        faults = answer["faults"]
        if not page.is_tool and answer["words"] < on_screen * 0.4:
            faults.append(f"of {on_screen} characters it prints {answer['words']}")
        return faults

    def _gaps(self, page, tab):
        return [] if page.is_tool else [f"a gap between Han: “{one}”" for one in tab.evaluate(GAPS)]

    def gaps(self, page):
        """The one gate of pages that are not opened otherwise."""
        tab = self._tab()
        tab.goto(self.served + page.url, wait_until="domcontentloaded")
        return self._gaps(page, tab)

    def _scriptless(self, page, tab):
        if page.is_tool:
            return []
        with_scripts = tab.evaluate(READ)
        # Chromium itself may look at a page whose own scripts are off.
        bare = self._tab(java_script_enabled=False)
        _size(bare, DESKTOP)
        bare.goto(self.served + page.url, wait_until="load")
        without = bare.evaluate(READ)
        faults = []
        if without["words"] != with_scripts["words"]:
            faults.append("without scripts it reads otherwise")
        missing = [link for link in with_scripts["links"] if link not in without["links"]]
        return faults + [f"without scripts there is no link to {link}" for link in missing]

    def speed(self, page):
        """How far a page shifts for a new visitor, how late its largest part is painted, and what that part is."""
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
            return tab.evaluate("[window.shift, window.paint.startTime, window.painted]")
        finally:
            context.close()


def speed_faults(measured, is_paint_timed=True):
    shift, paint, what = measured
    faults = []
    if shift > CLS_LIMIT:
        faults.append(f"CLS {shift:.3f} is more than {CLS_LIMIT}")
    if is_paint_timed and paint > LCP_LIMIT:
        faults.append(f"LCP {paint:.0f} ms ({what}) is more than {LCP_LIMIT}")
    return faults


def _size(tab, size):
    tab.set_viewport_size({"width": size[0], "height": size[1]})
