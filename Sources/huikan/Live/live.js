// Keeps an open page in step with its file. Only `huikan serve --watch` serves it, without these
// comments and the indentation.
(() => {
  "use strict";
  let source, request, overlay;

  // The new page takes the place of the old one: quicker than loading it, and the reader stays where
  // they are. A page with scripts of its own has to be loaded; the one that keeps pages for reading
  // offline is every page's.
  const script = "script[src]:not([src^='/_huikan/'], [src*='/offline'])";
  const links = (page) => [...page.querySelectorAll("link[rel=stylesheet]")];
  const take = (next, isStyle) => {
    const [old, fresh] = [links(document), links(next)];
    if (old.length !== fresh.length || (!isStyle && document.querySelector(script))) return location.reload();
    fresh.forEach((link, index) => {
      const last = old[index];
      if (link.href === last.href) return;
      // The old sheet dresses the page until the new one has come.
      link.onload = () => last.remove();
      last.after(link);
    });
    if (isStyle) return;
    document.title = next.title;
    document.body.replaceWith(next.body);
  };
  const renew = (change) => {
    request?.abort();
    request = new XMLHttpRequest();
    request.open("GET", "");
    request.responseType = "document";
    request.onload = ({ target }) => take(target.response, change === "style");
    request.send();
  };

  const hear = ({ data }) => {
    const news = JSON.parse(data);
    if (news.changed) renew(news.changed);
    if (news.problems) overlay ??= import("/_huikan/overlay.js");
    overlay?.then(({ show }) => show(news));
  };
  const close = () => {
    source?.close();
    source = null;
  };
  const open = () => {
    // A browser has few connections for one address: hidden pages give theirs up.
    if (document.hidden) return close();
    if (source) return;
    const { tag } = document.querySelector("[data-tag]").dataset;
    source = new EventSource("/_huikan/live?" + new URLSearchParams({ page: location.pathname, tag }));
    source.onmessage = hear;
    // The browser tries again by itself, unless it has been refused.
    source.onerror = () => {
      if (source?.readyState !== 2) return;
      close();
      setTimeout(open, 2000);
    };
  };
  addEventListener("visibilitychange", open);
  addEventListener("pageshow", open);
  addEventListener("pagehide", close);
  open();
})();
