// The site without a network: what every page needs, the current issue, and what was read. `version`,
// `shell` and `edition`, the same pages in Traditional characters, stand above this, written by the build;
// with another build comes another version, which takes the place of this one and its caches as a whole.

const shellName = `huikan-shell-${version}`;
const readName = "huikan-read";
const offline = "/offline/";
const editionOffline = "/hant" + offline;
const isOfEdition = (path) => path.startsWith("/hant/");
// So much of what was read is kept: pages with their pictures.
const mostRead = 400;
// A page that has not come after so long is taken from what was read.
const patience = 4000;

// What belongs to one person is never touched here: the browser asks the server as if there were nothing
// between them.
const isPrivate = (url) =>
  /^(\/hant)?\/(api|me|desk|join|sign-in|sign-out|registrations|contribute|_huikan)(\/|$)/.test(url.pathname) ||
  /^\/events\/[^/]+\/register/.test(url.pathname);

const mayKeep = (reply) =>
  reply.ok && reply.type === "basic" && !reply.redirected &&
  !/private|no-store/.test(reply.headers.get("Cache-Control") ?? "") &&
  !/cookie|\*/i.test(reply.headers.get("Vary") ?? "");

const isUnchanging = (url) => /^\/(assets|media)\//.test(url.pathname);

const keepAll = async (paths) => {
  const cache = await caches.open(shellName);
  await Promise.all(paths.map(async (path) => {
    // A name that holds the hash of its bytes is what it was; anything else is asked for again.
    const known = isUnchanging(new URL(path, location.href)) && await caches.match(path);
    const reply = known || await fetch(path, { credentials: "omit", cache: "no-cache" });
    if (known || mayKeep(reply)) await cache.put(path, reply);
    else if (path === offline) throw new Error(`${path}: ${reply.status}`);
  }));
};

// The edition is kept from the first of its pages on that somebody reads. Where its page for the case is,
// everything is: that comes last.
let begun = false;
const hasEdition = async () => await (await caches.open(shellName)).match(editionOffline);
const keepEdition = async () => {
  if (begun || !edition.length) return;
  begun = true;
  try {
    if (await hasEdition()) return;
    await keepAll(edition.filter((path) => path !== editionOffline));
    await keepAll([editionOffline]);
  } finally {
    begun = false;
  }
};
const readsEdition = async () => await caches.match(editionOffline) ||
  (await clients.matchAll({ includeUncontrolled: true })).some(({ url }) => isOfEdition(new URL(url).pathname));

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await keepAll(shell);
    if (await readsEdition()) await keepEdition();
    await skipWaiting();
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("huikan-") && name !== shellName && name !== readName) await caches.delete(name);
    }
    // What came with the build is newer than what was read of it before.
    const read = await caches.open(readName);
    await Promise.all(shell.concat(await hasEdition() ? edition : []).map((path) => read.delete(path)));
    await clients.claim();
  })());
});

const keep = async (request, reply) => {
  if (!mayKeep(reply)) return;
  const cache = await caches.open(readName);
  const url = new URL(request.url);
  url.search = "";
  // Last in the order of what was read.
  await cache.delete(url.href);
  await cache.put(url.href, reply);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - mostRead)).map((key) => cache.delete(key)));
};

// What was read last, else what came with the build.
const kept = async (path) =>
  await (await caches.open(readName)).match(path) ?? await (await caches.open(shellName)).match(path);

const fromNetwork = async (request, limit) => {
  let timer;
  const late = new Promise((_, reject) => {
    if (limit) timer = setTimeout(() => reject(new Error("late")), limit);
  });
  try {
    return await Promise.race([fetch(request), late]);
  } finally {
    clearTimeout(timer);
  }
};

// The newest where there is a network, else what was read.
const newest = async (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  const known = await kept(path);
  try {
    const reply = await fromNetwork(request, known ? patience : 0);
    event.waitUntil(keep(request, reply.clone()));
    if (request.mode === "navigate" && isOfEdition(path)) event.waitUntil(keepEdition());
    return reply;
  } catch (error) {
    if (known) return known;
    if (request.mode === "navigate") {
      return (isOfEdition(path) && await kept(editionOffline)) || (await kept(offline) ?? Response.error());
    }
    throw error;
  }
};

// A file that never changes: what is there is right. Of a photograph another width will do.
const once = async (event) => {
  const { request } = event;
  const path = new URL(request.url).pathname;
  const known = await kept(path);
  if (known) return known;
  try {
    const reply = await fetch(request);
    event.waitUntil(keep(request, reply.clone()));
    return reply;
  } catch (error) {
    const parts = /^(.+)-\d+-([0-9a-f]{10})\.\w+$/.exec(path);
    if (parts) {
      for (const name of [readName, shellName]) {
        const cache = await caches.open(name);
        const other = (await cache.keys()).find(({ url }) => {
          const its = /^(.+)-\d+-([0-9a-f]{10})\.\w+$/.exec(new URL(url).pathname);
          return its?.[1] === parts[1] && its[2] === parts[2];
        });
        if (other) return cache.match(other);
      }
    }
    throw error;
  }
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || isPrivate(url) ||
    request.headers.has("Authorization") || request.headers.has("Range")) return;
  event.respondWith(isUnchanging(url) ? once(event) : newest(event));
});
