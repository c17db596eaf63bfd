// Choosing among several whom a search has found. Loaded when it first has.
import { button, filled, find, grouped, make, say, words } from "./page.js";
import { contactOf, open } from "./members.js";

/**
 * Lists them.
 *
 * @param isMine says whether nothing has been asked for since.
 */
export const list = (members, truncated, isMine) => {
  if (!isMine()) return;
  const hits = find("hits");
  const told = filled(truncated ? words.more : words.several, { n: members.length });
  find("member-count").textContent = told;
  find("member-none").hidden = true;
  hits.replaceChildren(...members.map((member) => make("li", "", button("row", [
    make("b", "", member.name ?? words.erased),
    make("span", "number", member.card),
    make("span", "quiet", contactOf(member, "phone")),
    make("span", "right", member.left ? words.gone : grouped(member.balance)),
  ], () => open(member.number)))));
  hits.hidden = false;
  say(told);
  hits.querySelector("button").focus();
};

/** Up and down through the hits, from the search and back to it. */
const walk = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || find("hits").hidden) return;
  event.preventDefault();
  const all = [...find("hits").querySelectorAll("button")];
  (all[all.indexOf(document.activeElement) + step] ?? find("q")).focus();
};

for (const id of ["q", "hits"]) find(id).addEventListener("keydown", walk);
