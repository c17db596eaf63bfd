// Finding a member, and showing the card and the statement.
import {
  button, card, filled, find, grouped, make, missing, rows, say, showRefusal, signed, words,
} from "./page.js";
import { isExpired, may } from "./session.js";
import { ask, mustWait } from "./wire.js";

const FIRST_LINES = 20;
const MORE_LINES = 500;

let current = null;
/** Grows with what is asked for: no late answer is shown. */
let turn = 0;
/** The turn of the search that is under way. */
let sought = 0;
/** Leads to older lines. */
let older;
let titles = {};
let tags = {};
let actions = { chosen: () => {} };

export const chosenMember = () => current;

const titleOf = (source) => titles[source] ?? words[source] ?? source;

/** What an entry is for. */
export const itemOf = ({ reverses: id, account, source, title }) =>
  [id && filled(words.reverses, { id }), title ?? (id ? words[`of${account}`] : titleOf(source))]
    .filter(Boolean).join(" · ");

/** What an entry refers to, but for the reward that its title names. */
export const referenceOf = ({ source, title, reference }) =>
  (title && source === "redemption" ? null : reference);

export const authorOf = ({ actor, actorName }) =>
  actorName ?? words[actor.replace(/:.*/, "")] ?? actor;

/** A voucher's code as it is scanned, or typed; twelve digits, however typed, are a member's number. */
const VOUCHER = /^(HKV:.*|(?!(\d{4}[- ]?){3}$)\w{4}[- ]?\w{4}[- ]?\w{4})$/i;

/** A card's code is the number, or an address that ends in it. */
const meant = (typed) => {
  const text = typed.trim();
  if (!/^[a-z]+:\/\//i.test(text)) return text;
  return text.replace(/%20|[\s+-]/g, "").match(/(\d{12})\/?$/)?.[1] ?? text;
};

const failed = (error) => {
  if (!isExpired(error)) showRefusal(find("find"), error);
};

/** What it gives says whether nothing has been asked for since. */
const hold = (began = turn) => () => turn === began;

/** Calls off a search that is under way. */
export const callOff = () => {
  if (sought !== turn) return;
  turn += 1;
  say("");
};

export const toSearch = () => {
  find("q").focus();
  find("q").select();
};

/** Nobody is served, nor named in the page. */
export const clear = () => {
  turn += 1;
  current = null;
  say("");
  actions.chosen(null);
  for (const id of ["member-name", "member-number", "member-facts", "member-count", "hits", "vouchers",
    "statement-lines"]) find(id).textContent = "";
  for (const id of ["statement-page", "card-page"]) find(id).removeAttribute("href");
  find("member-card").hidden = find("hits").hidden = true;
  find("member-none").hidden = false;
};

/** Nobody is served; the search is ready. */
export const refused = (error) => {
  clear();
  failed(error);
  toSearch();
};

export const search = async (typed) => {
  const text = meant(typed);
  if (!text) return toSearch();
  if (mustWait()) return;
  clear();
  sought = turn;
  const isMine = hold();
  if (VOUCHER.test(text)) return actions.voucher(text, isMine);
  say(words.searching);
  try {
    const { members, truncated } = await ask("GET", `/members?find=${encodeURIComponent(text)}`);
    if (!isMine()) return;
    if (members.length === 1) return await open(members[0].number);
    if (!members.length) {
      say(missing(words.nobody));
      return toSearch();
    }
    await actions.several(members, truncated, isMine);
  } catch (error) {
    if (isMine()) refused(error);
  }
};

/** A contact as it is dialled here, and whether it is confirmed. */
export const contactOf = (member, route) =>
  (member[route] ?? "").replace(/^\+86(?=1[3-9]\d{9}$)/, "").replace(/^\+86/, "0") + (member.unconfirmed.includes(route) ? words.unconfirmed : "");

/** Opens a member's card, and says whether it did; `quietly` where the focus is to stay. */
export const open = async (number, { quietly = false } = {}) => {
  if (!quietly && mustWait()) return false;
  // What is begun meanwhile must not be for whoever was there before.
  if (quietly && current?.number !== number) current = null;
  turn += 1;
  const isMine = hold();
  if (!quietly) sought = turn;
  try {
    const [member, statement] = await Promise.all([
      ask("GET", `/members/${number}`),
      ask("GET", `/members/${number}/points?limit=${FIRST_LINES}`),
    ]);
    if (!isMine()) return false;
    current = member;
    sought = 0;
    find("member-none").hidden = find("hits").hidden = true;
    find("member-count").textContent = "";
    find("member-card").hidden = false;
    showMember(member, statement.expiring?.[0]);
    find("statement-lines").replaceChildren();
    showStatement(statement);
    if (!quietly) {
      find("q").value = "";
      actions.chosen(member);
      say(`${member.name ?? words.erased} ${member.card}`);
    }
    return true;
  } catch (error) {
    if (isMine()) (quietly ? failed : refused)(error);
    return false;
  }
};

const showMember = (member, lapsing) => {
  find("member-name").textContent = member.name ?? words.erased;
  find("member-number").textContent = member.card;
  find("member-card").classList.toggle("gone", !!member.left);
  find("vouchers").hidden = find("vouchers-none").hidden = true;
  find("unconfirmed").hidden = !member.unconfirmed[0] || !may("change-contact");
  for (const page of ["statement", "card"]) {
    Object.assign(find(`${page}-page`), {
      href: `/desk/members/${member.number}/${page}`, target: "_blank",
    });
  }
  const seats = member.registrations.filter(({ status }) => status !== "cancelled");
  rows(find("member-facts"), [
    [words.rowBalance, make("b", "great", grouped(member.balance))],
    [words.rowPending, member.pending ? grouped(member.pending) : ""],
    [words.rowTier, member.tier && `${member.tier.title} ${member.tier.since}`],
    [words.rowExpiring, lapsing && `${grouped(lapsing.points)}，${lapsing.through}`],
    [words.rowPhone, contactOf(member, "phone")],
    [words.rowEmail, contactOf(member, "email")],
    [words.rowJoined, `${member.joined.slice(0, 10)} ${channelOf(member.channel)}`],
    [words.gone, member.left?.slice(0, 10)],
    [words.rowConsent, member.consent],
    [words.rowGuardian, member.guardian && card(member.guardian)],
    [words.rowWards, member.wards.map(card).join(" · ")],
    [words.rowNoted, [member.homes && filled(words.homes, { n: member.homes }),
      ...[member.region, ...member.segments].map((code) => tags[code] ?? code)].filter(Boolean).join(" · ")],
    [words.rowEvents, seats.map(({ title, start }) => `${title} ${start.slice(5, 10)}`).join("；")],
  ]);
};

export const channelOf = (channel) => find("words").getAttribute(`data-by-${channel}`) ?? channel;

const showStatement = ({ lines, next }) => {
  const body = find("statement-lines");
  body.append(...lines.toReversed().map(statementLine));
  find("statement").hidden = !body.firstChild;
  find("statement-none").hidden = !!body.firstChild;
  find("statement-more").hidden = !next;
  older = next;
};

const statementLine = (entry) => {
  const title = itemOf(entry);
  const what = make("th", "", title);
  what.scope = "row";
  const notes = [entry.reason === title ? null : entry.reason, referenceOf(entry), authorOf(entry)];
  if (entry.reversedBy) notes.push(filled(words.reversedBy, { id: entry.reversedBy }));
  if (may("reverse") && !entry.reverses && !entry.reversedBy && entry.account !== "expired") {
    const press = button("plain", words.reversal, () => actions.reverse(entry, hold()));
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

const byCode = (all) => Object.fromEntries(all.map(({ code, title }) => [code, title]));

export const setUp = ({ pointRules, regions, segments }, given) => {
  titles = byCode(pointRules);
  tags = byCode([...regions, ...segments]);
  actions = given;
};

find("find")?.addEventListener("submit", (event) => {
  event.preventDefault();
  search(find("q").value);
});
// What is typed anew calls off the search before it.
find("q")?.addEventListener("input", callOff);
find("statement-more")?.addEventListener("click", async () => {
  if (!current) return;
  const isMine = hold();
  try {
    const statement = await ask("GET", `/members/${current.number}/points?limit=${MORE_LINES}&after=${older}`);
    if (isMine()) showStatement(statement);
  } catch (error) {
    if (isMine()) failed(error);
  }
});
