// What is done at the desk, always the same way: fill in, look over, confirm, take the receipt.
import {
  card, clearMarks, draw, filled, find, firstWrong, grouped, make, mark, moment, rows, say,
  showRefusal, signed, warn, words,
} from "./page.js";
import { callOff, chosenMember, itemOf, open, referenceOf } from "./members.js";
import { isExpired, may, onDuty, renew } from "./session.js";
import { Doubt, ask, mustWait, post } from "./wire.js";

/** A key that is still down must not confirm what nobody has read. */
const READING_TIME = 400;

let shown = "work-idle";
/** What is being looked over, and the form that it comes from. */
let proposal = null;
let posted;

export const value = (id) => find(id).value.trim();

/** A number as it was typed, `１，２００` too, in ASCII. */
export const digits = (id) => value(id).normalize("NFKC").replace(/[,\s]/g, "");

/** Grows with the panels: no late answer is shown. */
let turn = 0;

/** What it gives says whether no other panel has been shown since. */
export const holdPanel = () => {
  const began = turn;
  return () => turn === began;
};

export const show = (panel) => {
  callOff();
  say("");
  turn += 1;
  shown = panel;
  for (const part of document.querySelectorAll("#work > :not(h2)")) part.hidden = part.id !== panel;
};

const change = ({ balance, points }) => `${grouped(balance - points)} → ${grouped(balance)}`;

/** Several entries as one: the first member's, for points that are given away have two. */
const together = (entries) => {
  const own = entries.filter(({ member }) => member === entries[0].member);
  return { ...own.at(-1), points: own.reduce((sum, { points }) => sum + points, 0) };
};

/** How a rule came to its points. */
const workedOut = ({ base, percent = 100, cut } = {}) =>
  (percent === 100 && !cut ? "" : filled(words.why, { base, times: percent / 100 }))
  + (cut ? filled(words.cut, { cut }) : "");

export const entryRows = (entry) => [
  [words.rowMember, memberLine(entry.member)],
  [words.rowItem, itemOf(entry)],
  [words.rowWhy, workedOut(entry.earning)],
  [words.rowChange, signed(entry.points)],
  [words.rowAfter, grouped(entry.balance ?? "")],
  [words.rowDebt, entry.debt ? grouped(entry.debt) : ""],
  [words.rowPending, entry.activeFrom],
  [words.rowExpires, entry.expires],
  [words.rowDate, entry.businessDate],
  [words.rowReference, referenceOf(entry) ?? entry.earning?.event],
  [words.rowReason, entry.reason],
];

export const requestRows = (request) => {
  const points = request.action === "spend" ? -request.points : request.points;
  return [[words.rowTime, moment(request.requested)],
    ...entryRows({ ...request, points }).filter(([label]) => label !== words.rowAfter)];
};

const memberLine = (number) => {
  const member = chosenMember();
  return member?.number === number ? `${member.name ?? words.erased} ${card(number)}` : card(number);
};

/** Asks what would be posted, and shows it, with a warning where it was to be another. */
export const propose = async (form, ids, made, warning = "") => {
  if (mustWait()) return;
  warn("");
  say(words.checking);
  const isMine = holdPanel();
  const press = form.querySelector(".submit .button");
  press.disabled = true;
  const tag = made.path.startsWith("/members/") ? chosenMember().tag : undefined;
  try {
    const preview = await ask("POST", `${made.path}?preview=true`, made.body, tag);
    if (!isMine()) return;
    say("");
    const { entries, needsApproval, caps = [] } = preview;
    const entry = entries && together(entries);
    const body = { ...made.body };
    // What is posted is what was looked over, or nothing.
    if (body.source) body.points = Math.abs(entries.at(-1).points);
    proposal = { ...made, made, body, tag, form, ids, entry, shownAt: performance.now() };
    find("preview-after").textContent = entry ? change(entry) : "";
    const left = caps.map((cap) => `${words[`cap${cap.period}`]} ${grouped(cap.left)}`).join(" · ");
    rows(find("preview-rows"),
      made.rows?.(preview) ?? [...entries.flatMap(entryRows), [words.rowLeft, left]]);
    const label = needsApproval ? words.request : made.label;
    find("confirm").textContent = filled(label, { n: grouped(Math.abs(entries?.at(-1).points ?? 0)) });
    find("preview-waits").hidden = !needsApproval;
    show("preview");
    warn(warning);
    find("confirm").focus();
  } catch (error) {
    if (!isMine()) return;
    say("");
    if (error.status === 412 && !warning) lookAgain(form, ids, made);
    else if (!isExpired(error)) showRefusal(form, error, ids);
  } finally {
    press.disabled = false;
  }
};

/** Somebody else has changed the member's record: it is read anew, and what is to be posted looked over again. */
const lookAgain = async (form, ids, made) => {
  const isMine = holdPanel();
  if (await open(chosenMember().number, { quietly: true }) && isMine()) propose(form, ids, made, words.changed);
};

const confirm = async () => {
  if (!proposal || mustWait() || performance.now() - proposal.shownAt < READING_TIME) return;
  const { path, body, tag, form, ids, made, entry, receipt } = proposal;
  const stop = (isStopped) => {
    for (const press of find("preview").querySelectorAll("button")) press.disabled = isStopped;
  };
  stop(true);
  say(words.working);
  let done;
  try {
    done = await post(path, body, renew, tag);
    proposal = null;
  } catch (error) {
    say("");
    if (error instanceof Doubt) {
      const member = chosenMember();
      beginOrder(member);
      warn(error.message);
      find("notice").focus();
      if (member) open(member.number, { quietly: true });
    } else {
      show(form.id);
      if (error.status === 412) lookAgain(form, ids, made);
      else showRefusal(form, error, ids);
    }
  } finally {
    stop(false);
  }
  if (!done) return;
  const { answer, isSettled } = done;
  const hasMoved = answer.balance !== undefined && entry && entry.balance !== answer.balance;
  // Posted on what was looked over it would be as shown: it is from before.
  const moved = tag && isSettled ? filled(words.already, answer) : words.moved;
  finish(answer, receipt, hasMoved ? moved : isSettled ? words.settled : "");
};

/** What a receipt says of an answer: an entry, a request. */
const receiptOf = (answer) => {
  if (answer.id !== undefined) {
    return {
      title: filled(words.postedAs, { id: answer.id }), after: change(answer),
      pairs: [[words.rowEntry, answer.id], [words.rowTime, moment(answer.posted)], ...entryRows(answer)],
    };
  }
  return {
    title: filled(words.requestedAs, { id: answer.request }),
    pairs: [...requestRows(answer), [words.rowState, words.waits]],
  };
};

export const finish = (answer, receipt = receiptOf, note = "") => {
  const { title, after = "", pairs } = receipt(answer);
  find("receipt-title").textContent = title;
  find("receipt-after").textContent = after;
  draw(find("receipt-code"), answer.qr);
  rows(find("receipt-rows"), [...pairs, [words.rowClerk, answer.actorName ?? onDuty()?.name]]);
  find("again").hidden = !may("award");
  show("done");
  say([title, after, note].filter(Boolean).join(" · "));
  find("next").focus();
  for (const form of document.querySelectorAll("#work form")) form.reset();
  const number = answer.member ?? answer.number ?? chosenMember()?.number;
  if (number) open(number, { quietly: true }).then(offerMore);
  offerMore();
  posted();
};

/** More can be done for a member whose card is there. */
const offerMore = () => {
  find("again").disabled = chosenMember()?.left !== null;
};

// Awarding and redeeming.

const rule = () => find("rules").querySelector(":checked");

const toFen = (typed) => {
  const [, yuan, rest = ""] = typed.match(/^(\d+)(?:\.(\d{1,2}))?$/) ?? [];
  return yuan ? Number(yuan + rest.padEnd(2, "0")) : 0;
};

/** The events that have begun, the latest first. */
const offerEvents = async () => {
  try {
    const { events } = await ask("GET", "/events");
    const begun = events.filter(({ start, points }) => points && Date.parse(start) <= Date.now());
    find("event").replaceChildren(...begun.toReversed().map(({ slug, title, start, points }) =>
      new Option(`${start.slice(5, 10)} ${title} ${signed(points)}`, slug)));
  } catch (error) {
    isExpired(error);
  }
};

const chooseRule = () => {
  const chosen = rule();
  if (!chosen) return;
  const needs = chosen.dataset.needs.split(" ");
  if (needs.includes("event") && find("event-field").hidden) offerEvents();
  for (const need of ["points", "amountFen", "event"]) find(`${need}-field`).hidden = !needs.includes(need);
  find("reference").required = needs.includes("reference");
  const label = find("reference-label");
  label.textContent = label.dataset[find("reference").required ? "needed" : "free"];
  const reason = find("reason");
  // A rule's own title will often do; what the clerk has typed stays.
  if (reason.value === "" || reason.value === reason.dataset.proposed) {
    reason.value = reason.dataset.proposed = chosen.dataset.reason;
  }
};

const ruleChoice = ({ action, source, title, worth = words.free, needs = ["points"], reason }, place) => {
  const choice = make("input");
  Object.assign(choice, { type: "radio", name: "rule", id: `rule-${place}`, defaultChecked: place === 0 });
  Object.assign(choice.dataset, { action, source, needs: needs.join(" "), reason });
  return make("label", "", choice, make("span", "", title), make("span", "right", worth));
};

const showRules = (pointRules) => {
  const choices = pointRules.filter(({ automatic }) => !automatic).map(({ code, title, points, perFen, needs }) => ({
    action: "award", source: code, title, needs, reason: title,
    worth: perFen ? filled(words.per, { n: points, yuan: perFen / 100 })
      : points ? signed(points) : needs.includes("event") ? words.byEvent : undefined,
  }));
  for (const [action, source] of [["spend", "redemption"], ["award", "manual"]]) {
    choices.push({ action, source, title: words[source], reason: "" });
  }
  find("rules").replaceChildren(...choices.filter(({ action }) => may(action)).map(ruleChoice));
};

const order = (event) => {
  event.preventDefault();
  const form = find("order");
  clearMarks(form);
  const { action, source, needs } = rule().dataset;
  const body = { action, source, reason: value("reason") };
  if (needs.includes("points")) {
    const points = Number(digits("points"));
    if (!Number.isInteger(points) || points < 1 || points > 1_000_000) mark(find("points"), words.needPoints);
    body.points = points;
  }
  if (needs.includes("amountFen")) {
    body.amountFen = toFen(digits("amountFen"));
    if (!body.amountFen) mark(find("amountFen"), words.needMoney);
  }
  if (needs.includes("event")) {
    body.event = value("event");
    if (!body.event) mark(find("event"), words.needEvent);
  }
  if (!value("reason")) mark(find("reason"), words.needReason);
  if (find("reference").required && !value("reference")) mark(find("reference"), words.needReference);
  if (firstWrong(form)) return;
  for (const name of ["reference", "businessDate"]) if (value(name)) body[name] = value(name);
  propose(form, {}, {
    path: `/members/${chosenMember().number}/points`, body,
    label: action === "award" ? words.post : words.spend,
  });
};

/** An empty form. */
export const clean = (id) => {
  warn("");
  find(id).reset();
  clearMarks(find(id));
};

export const beginOrder = (member) => {
  proposal = null;
  warn("");
  if (!member) return show("work-idle");
  if (member.left || (!may("award") && !may("spend"))) {
    show(member.left ? "work-gone" : "work-idle");
    return find("member-name").focus();
  }
  clean("order");
  find("reason").dataset.proposed = "";
  show("order");
  chooseRule();
  rule()?.focus();
};

/** One step back; whether there was one to take. */
export const goBack = () => {
  if (mustWait()) return true;
  warn("");
  if (shown === "preview") {
    show(proposal.form.id);
    proposal.form.querySelector(".submit .button").focus();
    proposal = null;
    return true;
  }
  if (!["work-idle", "work-gone", "order", "done"].includes(shown)) {
    beginOrder(chosenMember());
    return true;
  }
  return false;
};

export const setUp = ({ pointRules }, { next, afterPosting }) => {
  posted = afterPosting;
  showRules(pointRules);
  find("new-member").hidden = !may("sign-up");
  find("give-code").hidden = !may("sign-in-code");
  if (!may("award") && !may("spend")) find("work-idle").textContent = words.readOnly;
  find("next").onclick = next;
};

const acts = {
  order, confirm, print: () => print(), again: () => beginOrder(chosenMember()),
};
for (const [id, act] of Object.entries(acts)) {
  const part = find(id);
  part?.addEventListener(part.matches("form") ? "submit" : "click", act);
}
find("order")?.addEventListener("change", chooseRule);
find("preview")?.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter") event.preventDefault();
});
for (const press of document.querySelectorAll("[data-cancel]")) press.addEventListener("click", goBack);
