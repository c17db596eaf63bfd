// Lets the site be read without a network, and on the page for that case says what can be read.

const worker = "/sw.js";

if ("serviceWorker" in navigator) {
  // The browser takes the address of a program from a policy only, and this one knows no other.
  const policy = window.trustedTypes?.createPolicy("huikan-offline", {
    createScriptURL: (url) => {
      if (url !== worker) throw new TypeError(url);
      return url;
    },
  });
  navigator.serviceWorker.register(policy ? policy.createScriptURL(worker) : worker).catch(() => {});
}

// The pages of this edition that the caches hold, by their headings.
const show = async (list) => {
  const titles = new Map();
  const root = location.pathname.startsWith("/hant/") ? "/hant" : "";
  for (const name of await caches.keys()) {
    if (!name.startsWith("huikan-")) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      const found = /^(\/hant)?\/(issues|articles|news|events)\/./.exec(pathname);
      if (!found || (found[1] ?? "") !== root || titles.has(pathname)) continue;
      const page = await (await cache.match(request)).text();
      const heading = /<h1\b[^>]*>([^]*?)<\/h1>/i.exec(page)?.[1].replace(/<[^>]*>/g, "").trim();
      if (heading) titles.set(pathname, heading.replace(/&(amp|lt|gt|quot|#39);/g, (all, one) =>
        ({ amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" })[one]));
    }
  }
  for (const [path, title] of titles) {
    const link = document.createElement("a");
    link.href = path;
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  list.closest("[hidden]")?.toggleAttribute("hidden", !titles.size);
};

const list = document.querySelector("[data-kept]");
if (list && "caches" in window) show(list);
