// What is done at the desk. Everything goes the same way: fill in, look over what will be posted,
// confirm, take the receipt.
import {
  card, clearMarks, draw, filled, find, focusFirstWrong, grouped, make, mark, moment, rows, say,
  showRefusal, signed, warn, words,
} from "./page.js";
import { channelOf, chosenMember, open, titleOf } from "./members.js";
import { isExpired, may, onDuty, renew } from "./session.js";
import { Doubt, ask, mustWait, post } from "./wire.js";

const PANELS = ["work-idle", "order", "reverse", "enrol", "decide", "shelf", "voucher", "preview", "done"];
/** A key that is still down from the form before must not confirm what nobody has read. */
const READING_TIME = 400;

let shown = "work-idle";
/** What is being looked over: where it goes, what it says, which form it comes from. */
let proposal = null;
let entryToReverse = null;
let requestToDecide = null;
let posted = () => {};

/** Grows with every change of the panel, so that an answer that comes too late is not shown. */
let turn = 0;

export const show = (panel) => {
  turn += 1;
  shown = panel;
  for (const id of PANELS) find(id).hidden = id !== panel;
};

const change = (entry) => `${grouped(entry.balance - entry.points)} → ${grouped(entry.balance)}`;

/** What several entries come to, as one. */
const together = (entries) => ({
  ...entries.at(-1),
  points: entries.reduce((sum, { points }) => sum + points, 0),
});

export const entryRows = (entry) => [
  [words.rowMember, memberLine(entry.member)],
  [words.rowItem, entry.reverses ? filled(words.reverses, { id: entry.reverses }) : titleOf(entry.source)],
  [words.rowChange, signed(entry.points)],
  [words.rowAfter, grouped(entry.balance ?? "")],
  [words.rowDebt, entry.debt ? grouped(entry.debt) : ""],
  [words.rowExpires, entry.expires],
  [words.rowDate, entry.businessDate],
  [words.rowReference, entry.reference],
  [words.rowReason, entry.reason],
];

const memberLine = (number) => {
  const member = chosenMember();
  return member?.number === number ? `${member.name ?? words.erased} ${card(number)}` : card(number);
};

const personRows = (person) => [
  [words.rowName, person.name],
  [words.rowPhone, person.phone],
  [words.rowEmail, person.email],
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
    const { entries, needsApproval } = preview;
    const entry = entries && together(entries);
    proposal = { ...made, form, ids, entry, shownAt: performance.now() };
    find("preview-after").textContent = entry ? change(entry) : "";
    rows(find("preview-rows"),
      made.rows?.(preview) ?? entries?.flatMap(entryRows) ?? personRows(preview));
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
  const presses = find("preview").querySelectorAll("button");
  for (const press of presses) press.disabled = true;
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
    for (const press of presses) press.disabled = false;
  }
  if (!done) return;
  const { answer, isSettled } = done;
  const hasMoved = answer.balance !== undefined && entry && entry.balance !== answer.balance;
  finish(answer, receipt, [isSettled && words.settled, hasMoved && words.moved].filter(Boolean).join(" "));
};

/** What a receipt says of an answer: an entry, a request that waits for a second person, a member. */
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
    const points = answer.action === "spend" ? -answer.points : answer.points;
    return {
      title: filled(words.requestedAs, { id: answer.request }), after: "",
      pairs: [[words.rowTime, moment(answer.requested)],
        ...entryRows({ ...answer, points }).filter(([label]) => label !== words.rowAfter),
        [words.rowState, words.waits]],
    };
  }
  return {
    title: filled(words.joinedAs, { id: answer.card }), after: "",
    pairs: [[words.rowMember, answer.card], [words.rowTime, moment(answer.joined)],
      [words.rowChannel, channelOf(answer.channel)]],
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

const rule = () => find("order").querySelector("input[name=rule]:checked");

const chooseRule = () => {
  const chosen = rule();
  if (!chosen) return;
  find("points-field").hidden = chosen.dataset.points !== "";
  const reason = find("reason");
  // A rule's own title will often do; what the clerk has typed stays.
  if (reason.value === "" || reason.value === reason.dataset.proposed) {
    reason.value = chosen.dataset.reason;
    reason.dataset.proposed = chosen.dataset.reason;
  }
};

const ruleChoice = ({ action, source, title, points, reason }, place) => {
  const choice = make("input");
  Object.assign(choice, { type: "radio", name: "rule", id: `rule-${place}`, defaultChecked: place === 0 });
  Object.assign(choice.dataset, { action, source, points: points ?? "", reason });
  const amount = points ? signed(points) : words.free;
  return make("label", "", choice, make("span", "", title), make("span", "right", amount));
};

const showRules = (pointRules) => {
  const choices = [];
  if (may("award")) {
    for (const { code, title, points } of pointRules) {
      choices.push({ action: "award", source: code, title, points, reason: title });
    }
  }
  if (may("spend")) {
    choices.push({ action: "spend", source: "redemption", title: words.redemption, reason: "" });
  }
  if (may("award")) {
    choices.push({ action: "award", source: "manual", title: words.manual, reason: "" });
  }
  find("rules").replaceChildren(...choices.map(ruleChoice));
};

const order = (event) => {
  event.preventDefault();
  const form = find("order");
  clearMarks(form);
  const chosen = rule();
  const { action, source, points: fixed } = chosen.dataset;
  const typed = find("points").value.replace(/[,，\s]/g, "");
  const points = Number(fixed || typed);
  if (!Number.isInteger(points) || points < 1 || points > 1_000_000) mark(find("points"), words.needPoints);
  if (!find("reason").value.trim()) mark(find("reason"), words.needReason);
  if (form.querySelector('[aria-invalid="true"]')) return focusFirstWrong(form);
  const body = { action, points, source, reason: find("reason").value };
  for (const name of ["reference", "businessDate"]) if (find(name).value) body[name] = find(name).value;
  propose(form, {}, {
    path: `/members/${chosenMember().number}/points`, body,
    label: action === "award" ? words.post : words.spend,
  });
};

const beginOrder = (member) => {
  proposal = null;
  warn("");
  if (!member) return show("work-idle");
  if (!may("award") && !may("spend")) {
    show("work-idle");
    return find("member-name").focus();
  }
  find("order").reset();
  find("reason").dataset.proposed = "";
  clearMarks(find("order"));
  show("order");
  chooseRule();
  rule()?.focus();
};

// Reversing.

export const beginReversal = (entry) => {
  if (mustWait()) return;
  entryToReverse = entry;
  find("reverse").reset();
  clearMarks(find("reverse"));
  find("reverse-what").textContent = filled(words.takeBackOf, {
    id: entry.id, what: titleOf(entry.source), n: signed(entry.points),
  });
  find("debt-field").hidden = !may("allow-debt");
  show("reverse");
  find("why").focus();
};

const reverse = (event) => {
  event.preventDefault();
  const form = find("reverse");
  clearMarks(form);
  if (!find("why").value.trim()) {
    mark(find("why"), words.needReason);
    return focusFirstWrong(form);
  }
  const body = { reason: find("why").value };
  if (find("debt").checked) body.allowsDebt = true;
  propose(form, { reason: "why" }, {
    path: `/points/${entryToReverse.id}/reversal`, body, label: words.takeBack,
  });
};

// Deciding what waits for a second person.

export const beginDecision = (request) => {
  if (mustWait()) return;
  requestToDecide = request;
  find("decide").reset();
  clearMarks(find("decide"));
  const points = request.action === "spend" ? -request.points : request.points;
  rows(find("decide-rows"), [
    [words.rowEntry, request.request], [words.rowTime, moment(request.requested)],
    ...entryRows({ ...request, points }).filter(([label]) => label !== words.rowAfter),
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
    path: `/points/requests/${requestToDecide.request}/approval`, body: {}, label: words.approve,
  });
};

const refuse = async () => {
  const form = find("decide");
  clearMarks(form);
  if (!find("refusal").value.trim()) mark(find("refusal"), words.needReason);
  if (form.querySelector('[aria-invalid="true"]')) return focusFirstWrong(form);
  if (mustWait()) return;
  say(words.working);
  try {
    const { answer } = await post(
      `/points/requests/${requestToDecide.request}/refusal`, { reason: find("refusal").value }, renew);
    finish(answer);
  } catch (error) {
    say("");
    if (error instanceof Doubt) warn(error.message);
    else showRefusal(form, error, { reason: "refusal" });
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
    if (error instanceof Doubt) warn(error.message);
    else showRefusal(find("find"), error);
  }
};

// Signing somebody up.

const beginEnrolment = () => {
  if (mustWait()) return;
  warn("");
  find("enrol").reset();
  clearMarks(find("enrol"));
  show("enrol");
  find("name").focus();
};

const enrol = (event) => {
  event.preventDefault();
  const form = find("enrol");
  clearMarks(form);
  const value = (id) => find(id).value.trim();
  if (!value("name")) mark(find("name"), words.needName);
  if (!value("phone") && !value("email")) mark(find("phone"), words.needContact);
  if (!find("agreed").checked) mark(find("agreed"), words.needConsent);
  if (form.querySelector('[aria-invalid="true"]')) return focusFirstWrong(form);
  const body = { channel: value("channel"), name: value("name"), consent: value("version") };
  for (const name of ["phone", "email"]) if (value(name)) body[name] = value(name);
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
  find("version").replaceChildren(...consents.toReversed().map((version) => {
    const option = make("option", "", version);
    option.selected = version === consent;
    return option;
  }));
  find("new-member").hidden = !may("sign-up");
  find("give-code").hidden = !may("sign-in-code");
  if (!may("award") && !may("spend")) find("work-idle").textContent = words.readOnly;
  find("next").onclick = next;
  show("work-idle");
};

export { beginOrder };

find("order")?.addEventListener("submit", order);
find("order")?.addEventListener("change", chooseRule);
find("reverse")?.addEventListener("submit", reverse);
find("decide")?.addEventListener("submit", approve);
find("refuse")?.addEventListener("click", refuse);
find("give-code")?.addEventListener("click", giveCode);
find("enrol")?.addEventListener("submit", enrol);
find("new-member")?.addEventListener("click", beginEnrolment);
find("confirm")?.addEventListener("click", confirm);
find("again")?.addEventListener("click", () => beginOrder(chosenMember()));
find("print")?.addEventListener("click", () => print());
for (const press of document.querySelectorAll("[data-cancel]")) press.addEventListener("click", goBack);
