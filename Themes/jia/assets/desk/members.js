// Finding a member, and showing the card and the statement.
import {
  button, card, filled, find, grouped, make, rows, say, showRefusal, signed, warn, words,
} from "./page.js";
import { isExpired, may } from "./session.js";
import { ask, mustWait } from "./wire.js";

const FIRST_LINES = 20;
const MORE_LINES = 500;

let current = null;
/** Grows with the members that are asked for, so that no late answer is shown. */
let turn = 0;
let titles = {};
let actions = { chosen: () => {}, reverse: () => {}, voucher: () => {} };

export const chosenMember = () => current;

/** The words for what an entry is for. */
export const titleOf = (source) => titles[source] ?? words[source] ?? source;

/** What an entry is for. */
export const itemOf = ({ reverses: id, source }) =>
  (id ? filled(words.reverses, { id }) : titleOf(source));

/** A voucher's code as it is scanned, or copied with its strokes. */
const VOUCHER = /^(HKV:.*|[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4})$/i;

/** A card's code says the number, or an address that ends in it. */
const meant = (typed) => {
  const text = typed.trim();
  if (!/^[a-z]+:\/\//i.test(text)) return text;
  return text.replace(/%20|[\s+-]/g, "").match(/(\d{12})\/?$/)?.[1] ?? text;
};

const failed = (error) => {
  say("");
  if (!isExpired(error)) showRefusal(find("find"), error);
};

export const clear = () => {
  turn += 1;
  current = null;
  find("member-card").hidden = true;
  find("hits").hidden = true;
  find("member-none").hidden = false;
  find("member-count").textContent = "";
};

export const search = async (typed) => {
  const text = meant(typed);
  if (!text) return find("q").focus();
  if (mustWait()) return;
  if (VOUCHER.test(text)) return actions.voucher(text);
  const began = (turn += 1);
  warn("");
  say(words.searching);
  try {
    const { members, truncated } = await ask("GET", `/members?find=${encodeURIComponent(text)}`);
    if (turn !== began) return;
    say("");
    if (members.length === 1) return await open(members[0].number);
    clear();
    actions.chosen(null);
    if (!members.length) {
      say(words.nobody);
      return find("q").select();
    }
    list(members, truncated);
  } catch (error) {
    failed(error);
  }
};

const list = (members, truncated) => {
  const hits = find("hits");
  const told = filled(truncated ? words.more : words.several, { n: members.length });
  find("member-count").textContent = told;
  find("member-none").hidden = true;
  hits.replaceChildren(...members.map((member) => make("li", "", button("row", [
    make("b", "", member.name ?? words.erased),
    make("span", "number", member.card),
    make("span", "quiet", member.phone ?? ""),
    make("span", "right", grouped(member.balance)),
  ], () => open(member.number)))));
  hits.hidden = false;
  say(told);
  hits.querySelector("button").focus();
};

/** Opens a member's card; `quietly` where the focus is to stay. */
export const open = async (number, { quietly = false } = {}) => {
  if (!quietly && mustWait()) return;
  // What is begun meanwhile must not be for whoever was there before.
  if (quietly && current?.number !== number) current = null;
  const began = (turn += 1);
  try {
    const [member, statement] = await Promise.all([
      ask("GET", `/members/${number}`),
      ask("GET", `/members/${number}/points?limit=${FIRST_LINES}`),
    ]);
    if (turn !== began) return;
    current = member;
    find("member-none").hidden = true;
    find("hits").hidden = true;
    find("member-count").textContent = "";
    find("member-card").hidden = false;
    showMember(member, statement.expiring?.[0]);
    showStatement(statement);
    if (!quietly) {
      find("q").value = "";
      say(`${member.name ?? words.erased} ${member.card}`);
      actions.chosen(member);
    }
  } catch (error) {
    failed(error);
  }
};

const showMember = (member, lapsing) => {
  find("member-name").textContent = member.name ?? words.erased;
  find("member-number").textContent = member.card;
  find("vouchers").hidden = find("vouchers-none").hidden = true;
  find("statement-page").href = `/desk/members/${member.number}/statement`;
  find("card-page").href = `/desk/members/${member.number}/card`;
  const seats = member.registrations.filter(({ status }) => status !== "cancelled");
  rows(find("member-facts"), [
    [words.rowBalance, make("b", "great", grouped(member.balance))],
    [words.rowPending, member.pending ? grouped(member.pending) : ""],
    [words.rowTier, member.tier && `${member.tier.title} ${member.tier.since}`],
    [words.rowExpiring, lapsing && `${grouped(lapsing.points)}，${lapsing.through}`],
    [words.rowPhone, member.phone?.replace(/^\+86/, "")],
    [words.rowEmail, member.email],
    [words.rowJoined, `${member.joined.slice(0, 10)} ${channelOf(member.channel)}`],
    [words.rowConsent, member.consent],
    [words.rowEvents, seats.map(({ title, start }) => `${title} ${start.slice(5, 10)}`).join("；")],
  ]);
};

export const channelOf = (channel) => find("words").getAttribute(`data-by-${channel}`) ?? channel;

const showStatement = ({ lines, truncated }) => {
  find("statement-lines").replaceChildren(...lines.toReversed().map(statementLine));
  find("statement").hidden = !lines.length;
  find("statement-none").hidden = lines.length > 0;
  find("statement-more").hidden = !truncated;
};

const statementLine = (entry) => {
  const title = titleOf(entry.source);
  const what = make("th", "", title);
  what.scope = "row";
  const notes = [entry.reason === title ? null : entry.reason, entry.reference, entry.actorName];
  if (entry.reverses) notes.push(filled(words.reverses, { id: entry.reverses }));
  if (entry.reversedBy) notes.push(filled(words.reversedBy, { id: entry.reversedBy }));
  if (may("reverse") && !entry.reverses && !entry.reversedBy && entry.account !== "expired") {
    const press = button("plain", words.reversal, () => actions.reverse(entry));
    press.setAttribute("aria-label", `${words.reversal} ${entry.id}`);
    what.prepend(press);
  }
  what.append(make("small", "", [entry.id, ...notes.filter(Boolean)].join(" · ")));
  return make(
    "tr", entry.reversedBy ? "undone" : "",
    make("td", "", entry.businessDate.slice(5)), what,
    make("td", entry.points > 0 ? "right plus" : "right", signed(entry.points)),
    make("td", "right sum", grouped(entry.balance)));
};

/** Up and down through the hits, as in a list. */
const walk = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...find("hits").querySelectorAll("button")];
  const place = all.indexOf(document.activeElement);
  if (place < 0) return;
  event.preventDefault();
  (all[place + step] ?? find("q")).focus();
};

export const setUp = (rules, given) => {
  titles = Object.fromEntries(rules.map(({ code, title }) => [code, title]));
  actions = given;
};

find("find")?.addEventListener("submit", (event) => {
  event.preventDefault();
  search(find("q").value);
});
find("q")?.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" || find("hits").hidden) return;
  event.preventDefault();
  find("hits").querySelector("button").focus();
});
find("hits")?.addEventListener("keydown", walk);
find("statement-more")?.addEventListener("click", async () => {
  try {
    showStatement(await ask("GET", `/members/${current.number}/points?limit=${MORE_LINES}`));
  } catch (error) {
    failed(error);
  }
});
