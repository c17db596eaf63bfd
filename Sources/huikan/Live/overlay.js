// Shows over the page what is wrong with the content, as text and never as markup. Fetched by live.js
// when something is.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  section { position: fixed; inset: auto 0 0; max-height: 75vh; overflow: auto; z-index: 2147483647;
    padding: 1rem; font: 14px/1.5 system-ui, sans-serif; color: #fff; background: #3a1210 }
  h1 { margin: 0; font-size: 18px }
  p { margin: 1rem 0 0; overflow-wrap: anywhere }
  pre { margin: .5rem 0; overflow-x: auto; padding: .5rem; background: #0006 }
  span { visibility: hidden }
`);

const make = (name, ...parts) => {
  const element = document.createElement(name);
  element.append(...parts);
  return element;
};

let box;

// Takes away what was shown before, and shows these problems where there are any.
export const show = ({ title, problems }) => {
  box?.remove();
  if (!problems) return;
  const section = make("section", make("h1", title));
  section.role = "alert";
  for (const { place, message, line, before, remedy } of problems) {
    section.append(make("p", place, make("br"), message));
    // The caret stands under its place whatever letters come before: they are there, unseen.
    if (line) section.append(make("pre", line, "\n", make("span", before), "^"));
    if (remedy) section.append("→ ", remedy);
  }
  box = make("div");
  const root = box.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  root.append(section);
  // Beside the body, which live.js may be about to replace.
  document.documentElement.append(box);
};
