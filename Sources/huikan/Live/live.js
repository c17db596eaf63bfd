// Keeps an open page in step with its files, and shows over it what is wrong with them.
// Only `huikan serve --watch` serves it, without these comments and the indentation.
(() => {
  "use strict";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`section { position: fixed; inset: auto 0 0; max-height: 75vh; overflow: auto;
    padding: 1rem; z-index: 2147483647; font: 14px/1.5 system-ui; color: #fff; background: #3a1210 }
    h1 { margin: 0; font-size: 18px } p { margin: 1rem 0 0; overflow-wrap: anywhere }
    pre { overflow-x: auto; padding: .5rem; background: #0006 } span { visibility: hidden }`);
  let source, box;

  const make = (name, ...parts) => {
    const element = document.createElement(name);
    element.append(...parts);
    return element;
  };
  const show = ({ title, problems }) => {
    const section = make("section", make("h1", title));
    section.role = "alert";
    for (const { place, message, line, before, remedy } of problems) {
      section.append(make("p", place, make("br"), message));
      if (line) section.append(make("pre", line, "\n", make("span", before), "^"));
      if (remedy) section.append("→ ", remedy);
    }
    document.body.append((box = make("div")));
    const root = box.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(section);
  };

  // A theme's sheets are published as one; the old one goes when the new one has come.
  const dress = (url) => {
    for (const link of document.querySelectorAll('link[href^="/assets/theme-"]')) {
      const fresh = link.cloneNode();
      fresh.href = url;
      fresh.onload = () => link.remove();
      link.after(fresh);
    }
  };

  const query = new URLSearchParams({ page: location.pathname, ...document.currentScript.dataset });
  const close = () => {
    source?.close();
    source = null;
  };
  // A browser has few connections for one address: hidden pages give theirs up.
  const open = () => {
    if (document.hidden) return close();
    source ??= new EventSource("/_huikan/live?" + query);
    source.onmessage = ({ data }) => {
      const news = JSON.parse(data);
      box?.remove();
      if (news.reload) location.reload();
      if (news.sheet) dress(news.sheet);
      if (news.problems) show(news);
    };
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
