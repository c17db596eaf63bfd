// What was posted today, by whom, and the latest entries.
import { button, card, clock, filled, find, make, signed, words } from "./page.js";
import { authorOf, itemOf, open } from "./members.js";
import { isExpired } from "./session.js";
import { ask } from "./wire.js";

const sum = ({ count, points }) => {
  const cell = make("td", "right", count ? signed(points) : "0");
  if (count) cell.append(make("small", "", filled(words.times, { n: count })));
  return cell;
};

const total = (of) => {
  const who = make("th", "", authorOf(of));
  who.scope = "row";
  return make("tr", "", who, sum(of.awards), sum(of.spends), sum(of.reversals));
};

const latest = (entry) =>
  make("li", entry.reversedBy ? "undone" : "", button("row", [
    make("span", "quiet", clock(entry.posted)),
    make("b", "", entry.name ?? card(entry.member)),
    make("span", "", itemOf(entry)),
    make("span", entry.points > 0 ? "right plus" : "right", signed(entry.points)),
  ], () => open(entry.member)));

const request = (waiting) => make("li", "", button("row", [
  make("span", "quiet", waiting.request),
  make("b", "", card(waiting.member)),
  make("span", "", itemOf(waiting)),
  make("span", "right", signed(waiting.action === "spend" ? -waiting.points : waiting.points)),
], async () => {
  if (await open(waiting.member)) decide(waiting);
}));

let decide;
/** Grows with every look at the day: no late one is shown. */
let turn = 0;

export const setUp = (given) => {
  decide = given.decide;
};

export const refresh = async () => {
  const began = (turn += 1);
  try {
    const { requests } = await ask("GET", "/points/requests");
    if (turn !== began) return;
    find("waiting").hidden = !requests.length;
    find("waiting-count").textContent = requests.length;
    find("requests").replaceChildren(...requests.map(request));
    const day = await ask("GET", "/desk/today");
    if (turn !== began) return;
    find("today-day").textContent = day.day;
    const totals = day.totals.filter((of) => of.awards.count + of.spends.count + of.reversals.count);
    find("totals").replaceChildren(...totals.map(total));
    find("today-none").hidden = totals.length > 0;
    find("today-cut").hidden = !day.truncated;
    find("latest").replaceChildren(...day.latest.map(latest));
  } catch (error) {
    // The day is only looked at: what is done beside it goes on.
    if (turn === began) isExpired(error);
  }
};

find("refresh")?.addEventListener("click", refresh);
