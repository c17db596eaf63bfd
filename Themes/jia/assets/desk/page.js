// The page: finding and making elements, numbers and times in words. What comes from the service
// goes in as text, never as markup.
export const find = (id) => document.getElementById(id);

export const words = find("words")?.dataset ?? {};

/** A word of the theme with its blanks filled in: `filled("取 {n}", { n: 3 })`. */
export const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);

export const make = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

export const button = (className, label, act) => {
  const made = make("button", className, ...[label].flat());
  made.type = "button";
  made.addEventListener("click", act);
  return made;
};

const MINUS = "\u2212";

export const grouped = (number) =>
  String(number).replace("-", MINUS).replace(/\B(?=(\d{3})+$)/g, ",");

export const signed = (number) => (number > 0 ? "+" : "") + grouped(number);

/** `477127567449` as the card shows it. */
export const card = (number) => number.replace(/(\d{4})(?=\d)/g, "$1 ");

export const clock = (time) => time.slice(11, 16);

export const moment = (time) => time.slice(0, 19).replace("T", " ");

/** Rows of a `dl`; those without a text are left out. */
export const rows = (list, pairs) =>
  list.replaceChildren(
    ...pairs
      .filter(([, text]) => (text ?? "") !== "")
      .map(([label, text]) => make("div", "", make("dt", "", label), make("dd", "", text))));

/** Draws a code in the box that the page has for it; without one the box is hidden. */
export const draw = (svg, code) => {
  svg.toggleAttribute("hidden", !code);
  if (!code) return;
  svg.setAttribute("viewBox", `0 0 ${code.size} ${code.size}`);
  svg.lastElementChild.setAttribute("d", code.path);
};

/** As a clerk reads it: without （fieldName）, without a gap between Chinese sentences. */
const plain = (text) => (text ?? "").replace(/（\w+）/g, "").replace(/([。？！]) /g, "$1");

export const say = (text) => {
  find("status").textContent = plain(text);
};

/** Says what must not be missed, until it is taken back by an empty text. */
export const warn = (text) => {
  find("notice-text").textContent = plain(text);
  find("notice").hidden = !text;
};

let elsewhere = "";

/** Shows to which regions the person on duty is bound; none: the whole club. */
export const bindTo = (regions) => {
  const tell = (text) => regions && filled(text, { regions });
  find("on-duty-regions").textContent = tell(words.only);
  elsewhere = tell(words.elsewhere);
};

/** What was not found, and in which regions; whether it is elsewhere nobody is told. */
export const missing = (text) => text + elsewhere;

/** Marks a field as wrong, in words beside it; without a text as right. */
export const mark = (field, text) => {
  const wrong = find(`${field.id}-wrong`);
  if (wrong) {
    wrong.textContent = plain(text);
    wrong.hidden = !text;
  }
  if (text) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
};

export const clearMarks = (form) => {
  for (const field of form.elements) if (field.id) mark(field, "");
};

/** Leads to the first wrong field; undefined where none is. */
export const firstWrong = (form) => {
  const wrong = form.querySelector('[aria-invalid="true"]');
  wrong?.focus();
  return wrong;
};

/** Shows what the service found wrong beside its field, and the rest as a warning. */
export const showRefusal = (form, error, ids = {}) => {
  const left = [];
  for (const { pointer, detail } of error.problem?.errors ?? []) {
    const name = pointer.slice(1);
    const field = find(ids[name] ?? name);
    if (field?.offsetParent && form.contains(field)) mark(field, detail);
    else left.push(detail);
  }
  if (!firstWrong(form) || left.length) {
    const told = [error.problem?.detail ?? words.lost, ...left].join(" ");
    warn(error.status === 404 ? missing(told) : told);
    find("notice").focus();
  }
};
