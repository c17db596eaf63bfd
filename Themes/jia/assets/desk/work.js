// What is done at the desk, always the same way: fill in, look over, confirm, take the receipt.
import {
  card, clearMarks, draw, filled, find, firstWrong, grouped, make, mark, moment, rows, say,
  showRefusal, signed, warn, words,
} from "./page.js";
import { channelOf, chosenMember, itemOf, open } from "./members.js";
import { isExpired, may, onDuty, renew } from "./session.js";
import { Doubt, ask, mustWait, post } from "./wire.js";

const PANELS = ["work-idle", "order", "reverse", "enrol", "decide", "shelf", "voucher", "preview", "done"];
/** A key that is still down must not confirm what nobody has read. */
const READING_TIME = 400;

let shown = "work-idle";
/** What is being looked over, and the form that it comes from. */
let proposal = null;
/** The entry to be reversed, or the request to be decided. */
let subject = null;
let posted = () => {};

const value = (id) => find(id).value.trim();

/** Grows with the panels, so that no late answer is shown. */
let turn = 0;

export const show = (panel) => {
  turn += 1;
  shown = panel;
  for (const id of PANELS) find(id).hidden = id !== panel;
};

const change = ({ balance, points }) => `${grouped(balance - points)} → ${grouped(balance)}`;

/** What several entries come to, as one. */
const together = (entries) => ({
  ...entries.at(-1),
  points: entries.reduce((sum, { points }) => sum + points, 0),
});

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
  [words.rowReference, entry.reference ?? entry.earning?.event],
  [words.rowReason, entry.reason],
];

const requestRows = (request) => {
  const points = request.action === "spend" ? -request.points : request.points;
  return [[words.rowTime, moment(request.requested)],
    ...entryRows({ ...request, points }).filter(([label]) => label !== words.rowAfter)];
};

const memberLine = (number) => {
  const member = chosenMember();
  return member?.number === number ? `${member.name ?? words.erased} ${card(number)}` : card(number);
};

/** Who brought somebody, and what both get. */
const broughtBy = ({ referral: gift }) => gift
  && `${card(gift.referrer)} ${signed(gift.referrerPoints)}${gift.points ? ` / ${signed(gift.points)}` : ""}`;

const personRows = (person) => [
  [words.rowName, person.name],
  [words.rowPhone, person.phone],
  [words.rowEmail, person.email],
  [words.rowReferrer, broughtBy(person)],
  [words.rowChannel, channelOf(person.channel)],
  [words.rowConsent, person.consent],
];

/** Asks what would be posted, and shows it. */
export const propose = async (form, ids, made) => {
  if (mustWait()) return;
  warn("");
  say(words.checking);
  const began = turn;
  const press = form.querySelector(".submit .button");
  press.disabled = true;
  try {
    const preview = await ask("POST", `${made.path}?preview=true`, made.body);
    if (turn !== began) return;
    say("");
    const { entries, needsApproval, caps = [] } = preview;
    const entry = entries && together(entries);
    proposal = { ...made, form, ids, entry, shownAt: performance.now() };
    find("preview-after").textContent = entry ? change(entry) : "";
    // What is posted is what was looked over, or nothing.
    if (made.body.source) made.body.points = Math.abs(entries.at(-1).points);
    const left = caps.map((cap) => `${words[`cap${cap.period}`]} ${grouped(cap.left)}`).join(" · ");
    rows(find("preview-rows"),
      made.rows?.(preview)
        ?? (entries ? [...entries.flatMap(entryRows), [words.rowLeft, left]] : personRows(preview)));
    const label = needsApproval ? words.request : made.label;
    find("confirm").textContent = filled(label, { n: grouped(Math.abs(entries?.at(-1).points ?? 0)) });
    find("preview-waits").hidden = !needsApproval;
    show("preview");
    find("confirm").focus();
  } catch (error) {
    say("");
    if (!isExpired(error) && turn === began) showRefusal(form, error, ids);
  } finally {
    press.disabled = false;
  }
};

const confirm = async (event) => {
  if (!proposal || mustWait() || performance.now() - proposal.shownAt < READING_TIME) return;
  if (event.repeat) return;
  const { path, body, form, ids, entry, receipt } = proposal;
  const stop = (isStopped) => {
    for (const press of find("preview").querySelectorAll("button")) press.disabled = isStopped;
  };
  stop(true);
  say(words.working);
  let done;
  try {
    done = await post(path, body, renew);
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
      showRefusal(form, error, ids);
    }
  } finally {
    stop(false);
  }
  if (!done) return;
  const { answer, isSettled } = done;
  const hasMoved = answer.balance !== undefined && entry && entry.balance !== answer.balance;
  finish(answer, receipt, [isSettled && words.settled, hasMoved && words.moved].filter(Boolean).join(" "));
};

/** What a receipt says of an answer: an entry, a request, a member. */
const receiptOf = (answer) => {
  if (answer.code !== undefined) {
    return {
      title: filled(words.codeIs, { code: answer.code, time: answer.expires.slice(11, 16) }), after: "",
      pairs: [[words.rowMember, card(answer.member)]],
    };
  }
  if (answer.id !== undefined) {
    return {
      title: filled(words.postedAs, { id: answer.id }), after: change(answer),
      pairs: [[words.rowEntry, answer.id], [words.rowTime, moment(answer.posted)], ...entryRows(answer)],
    };
  }
  if (answer.status === "refused") {
    return {
      title: filled(words.refusedAs, { id: answer.request }), after: "",
      pairs: [[words.rowTime, moment(answer.decided)], [words.rowReason, answer.reason]],
    };
  }
  if (answer.request !== undefined) {
    return {
      title: filled(words.requestedAs, { id: answer.request }), after: "",
      pairs: [...requestRows(answer), [words.rowState, words.waits]],
    };
  }
  return {
    title: filled(words.joinedAs, { id: answer.card }), after: "",
    pairs: [[words.rowMember, answer.card], [words.rowTime, moment(answer.joined)],
      [words.rowReferrer, broughtBy(answer)], [words.rowChannel, channelOf(answer.channel)],
      [words.rowState, answer.referral?.needsApproval ? words.waits : ""]],
  };
};

const finish = (answer, receipt = receiptOf, note = "") => {
  const { title, after, pairs } = receipt(answer);
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
  if (number) open(number, { quietly: true });
  posted();
};

// Awarding and redeeming.

const rule = () => find("rules").querySelector(":checked");

const toFen = (typed) => {
  const [, yuan, rest = ""] = typed.replace(/[,，\s]/g, "").match(/^(\d+)(?:\.(\d{1,2}))?$/) ?? [];
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
  const reason = find("reason");
  // A rule's own title will often do; what the clerk has typed stays.
  if (reason.value === "" || reason.value === reason.dataset.proposed) {
    reason.value = chosen.dataset.reason;
    reason.dataset.proposed = chosen.dataset.reason;
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
    const points = Number(value("points").replace(/[,，\s]/g, ""));
    if (!Number.isInteger(points) || points < 1 || points > 1_000_000) mark(find("points"), words.needPoints);
    body.points = points;
  }
  if (needs.includes("amountFen")) {
    body.amountFen = toFen(value("amountFen"));
    if (!body.amountFen) mark(find("amountFen"), words.needMoney);
  }
  if (needs.includes("event")) {
    body.event = value("event");
    if (!body.event) mark(find("event"), words.needEvent);
  }
  if (!value("reason")) mark(find("reason"), words.needReason);
  if (firstWrong(form)) return;
  for (const name of ["reference", "businessDate"]) if (value(name)) body[name] = value(name);
  propose(form, {}, {
    path: `/members/${chosenMember().number}/points`, body,
    label: action === "award" ? words.post : words.spend,
  });
};

/** An empty form. */
const clean = (id) => {
  warn("");
  find(id).reset();
  clearMarks(find(id));
};

const beginOrder = (member) => {
  proposal = null;
  warn("");
  if (!member) return show("work-idle");
  if (!may("award") && !may("spend")) {
    show("work-idle");
    return find("member-name").focus();
  }
  clean("order");
  find("reason").dataset.proposed = "";
  show("order");
  chooseRule();
  rule()?.focus();
};

// Reversing.

export const beginReversal = (entry) => {
  if (mustWait()) return;
  subject = entry;
  clean("reverse");
  find("reverse-what").textContent = filled(words.takeBackOf, {
    id: entry.id, what: itemOf(entry), n: signed(entry.points),
  });
  find("debt-field").hidden = !may("allow-debt");
  show("reverse");
  find("why").focus();
};

const reverse = (event) => {
  event.preventDefault();
  const form = find("reverse");
  clearMarks(form);
  if (!value("why")) mark(find("why"), words.needReason);
  if (firstWrong(form)) return;
  const body = { reason: value("why") };
  if (find("debt").checked) body.allowsDebt = true;
  propose(form, { reason: "why" }, {
    path: `/points/${subject.id}/reversal`, body, label: words.takeBack,
  });
};

// Deciding what waits for a second person.

export const beginDecision = (request) => {
  if (mustWait()) return;
  subject = request;
  clean("decide");
  rows(find("decide-rows"), [
    [words.rowEntry, request.request], ...requestRows(request),
    [words.rowClerk, request.actorName ?? request.actor],
  ]);
  const isOwn = request.actor === onDuty().actor;
  find("approve").hidden = isOwn || !may("approve");
  find("refuse").hidden = find("refusal-field").hidden = !may("refuse") || !(isOwn || may("approve"));
  show("decide");
  (find("approve").hidden ? find("refusal") : find("approve")).focus();
};

const approve = (event) => {
  event.preventDefault();
  if (find("approve").hidden) return;
  propose(find("decide"), {}, {
    path: `/points/requests/${subject.request}/approval`, body: {}, label: words.approve,
  });
};

const refuse = async () => {
  const form = find("decide");
  clearMarks(form);
  if (!value("refusal")) mark(find("refusal"), words.needReason);
  if (firstWrong(form) || mustWait()) return;
  say(words.working);
  try {
    const { answer } = await post(
      `/points/requests/${subject.request}/refusal`, { reason: value("refusal") }, renew);
    finish(answer);
  } catch (error) {
    say("");
    showRefusal(form, error, { reason: "refusal" });
  }
};

// Signing in, for a member whose identity has been checked.

const giveCode = async () => {
  const member = chosenMember();
  if (!member || mustWait()) return;
  try {
    const { answer } = await post(`/members/${member.number}/sign-in-code`, {}, renew);
    finish(answer);
  } catch (error) {
    showRefusal(find("find"), error);
  }
};

// Signing somebody up.

const beginEnrolment = () => {
  if (mustWait()) return;
  clean("enrol");
  show("enrol");
  find("name").focus();
};

const enrol = (event) => {
  event.preventDefault();
  const form = find("enrol");
  clearMarks(form);
  if (!value("name")) mark(find("name"), words.needName);
  if (!value("phone") && !value("email")) mark(find("phone"), words.needContact);
  if (!find("agreed").checked) mark(find("agreed"), words.needConsent);
  if (firstWrong(form)) return;
  const body = { channel: value("channel"), name: value("name"), consent: value("version") };
  for (const name of ["phone", "email", "referrer"]) if (value(name)) body[name] = value(name);
  propose(form, { consent: "version" }, { path: "/members", body, label: words.join });
};

// Going back, and on.

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
  if (["reverse", "enrol", "decide", "shelf", "voucher"].includes(shown)) {
    beginOrder(chosenMember());
    return true;
  }
  return false;
};

export const setUp = ({ pointRules, consent, consents }, { next, afterPosting }) => {
  posted = afterPosting;
  showRules(pointRules);
  find("version").replaceChildren(...consents.toReversed().map((version) =>
    new Option(version, version, version === consent, version === consent)));
  find("new-member").hidden = !may("sign-up");
  find("give-code").hidden = !may("sign-in-code");
  if (!may("award") && !may("spend")) find("work-idle").textContent = words.readOnly;
  find("next").onclick = next;
  show("work-idle");
};

export { beginOrder };

const acts = {
  order, reverse, decide: approve, enrol, refuse, confirm, print: () => print(),
  "give-code": giveCode, "new-member": beginEnrolment, again: () => beginOrder(chosenMember()),
};
for (const [id, act] of Object.entries(acts)) {
  const part = find(id);
  part?.addEventListener(part.matches("form") ? "submit" : "click", act);
}
find("order")?.addEventListener("change", chooseRule);
for (const press of document.querySelectorAll("[data-cancel]")) press.addEventListener("click", goBack);
