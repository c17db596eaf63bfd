// The site is not to be read without a network any more: whatever was kept for that goes.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("huikan-")) await caches.delete(name);
    await registration.unregister();
  })());
});
