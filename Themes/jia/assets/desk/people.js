// Signing somebody up, and what is changed of a member beside the points. Loaded when it is first
// needed.
import {
  card, clearMarks, clock, filled, find, firstWrong, grouped, make, mark, moment, rows, showRefusal,
  signed, warn, words,
} from "./page.js";
import { channelOf, chosenMember } from "./members.js";
import { onDuty, renew } from "./session.js";
import { mustWait, post } from "./wire.js";
import { digits, finish, propose, show, value } from "./work.js";

const text = find("people-words").dataset;

/** An empty form, shown. */
const begin = (id) => {
  warn("");
  find(id).reset();
  clearMarks(find(id));
  show(id);
};

/** Fills a choice of regions: all of the club's, or those that the person on duty is bound to. */
const offer = (id, regions, chosen, { canBeNone }) => {
  const own = onDuty().regions;
  const open = regions.filter(({ code }) => !own.length || own.includes(code));
  const none = canBeNone ? [{ code: "", title: text.none }] : [];
  find(id).replaceChildren(...[...none, ...open].map(({ code, title }) => new Option(title, code)));
  find(id).value = chosen;
  return open.length;
};

const regionOf = (id, code) =>
  code ? find(id).querySelector(`[value="${code}"]`)?.text ?? code : "";

/** Who brought somebody, and what both get. */
const giftOf = ({ referrer, points, referrerPoints }) =>
  `${card(referrer)} ${signed(referrerPoints)}${points ? ` / ${signed(points)}` : ""}`;

// Signing up.

const personRows = (person) => [
  [words.rowName, person.name],
  [words.rowPhone, person.phone],
  [words.rowEmail, person.email],
  [text.guardian, person.guardian && card(person.guardian)],
  [words.rowReferrer, person.referral && giftOf(person.referral)],
  [text.region, regionOf("region", person.region)],
  [words.rowChannel, channelOf(person.channel)],
  [words.rowConsent, person.consent],
];

const joined = (member) => ({
  title: filled(words.joinedAs, { id: member.card }),
  pairs: [[words.rowMember, member.card], [words.rowTime, moment(member.joined)],
    [words.rowReferrer, member.referral && giftOf(member.referral)],
    [words.rowChannel, channelOf(member.channel)],
    [words.rowState, member.referral?.needsApproval ? words.waits : ""]],
});

export const enrol = ({ consent, consents, regions }) => {
  if (mustWait()) return;
  begin("enrol");
  find("version").replaceChildren(...consents.toReversed().map((version) =>
    new Option(version, version, version === consent, version === consent)));
  // With one region there is nothing to choose: the service notes it by itself.
  const isOne = onDuty().regions.length === 1;
  const count = offer("region", regions, "", { canBeNone: !isOne });
  find("region-field").hidden = isOne || !count;
  find("name").focus();
};

find("enrol").addEventListener("submit", (event) => {
  event.preventDefault();
  const form = find("enrol");
  clearMarks(form);
  if (!value("name")) mark(find("name"), words.needName);
  if (!value("phone") && !value("email") && !value("guardian")) mark(find("phone"), words.needContact);
  if (onDuty().regions.length > 1 && !value("region")) mark(find("region"), text.needRegion);
  if (!find("agreed").checked) mark(find("agreed"), words.needConsent);
  if (firstWrong(form)) return;
  const body = { channel: value("channel"), name: value("name"), consent: value("version") };
  for (const name of ["phone", "email", "guardian", "referrer", "region"]) if (value(name)) body[name] = value(name);
  propose(form, { consent: "version" }, {
    path: "/members", body, label: words.join, rows: personRows, receipt: joined,
  });
});

// Signing in, for a member whose identity has been checked.

const code = ({ member, code, expires }) => ({
  title: filled(words.codeIs, { code, time: clock(expires) }),
  pairs: [[words.rowMember, card(member)]],
});

export const giveCode = async () => {
  const member = chosenMember();
  if (!member || mustWait()) return;
  try {
    const { answer } = await post(`/members/${member.number}/sign-in-code`, {}, renew);
    finish(answer, code);
  } catch (error) {
    showRefusal(find("find"), error);
  }
};

// What is changed of the member whose card is open: the fields that are needed, what is sent, and
// what the service then says of it.

const integer = (id) => Number(digits(id) || NaN);

const whole = (number) => Number.isInteger(number);

const segmentOf = (code) =>
  find("note-segments").querySelector(`[value="${code}"]`)?.dataset.title ?? code;

/** A member's contact that is to be confirmed next. */
const unconfirmedOf = ({ unconfirmed: [route], ...member }) => ({ [route]: member[route] });

const contactRows = ({ phone, email }) => [[words.rowPhone, phone], [words.rowEmail, email]];

const memberRow = ({ member }) => [words.rowMember, card(member)];

const acts = {
  refer: {
    path: "referral",
    wrong: () => value("refer-referrer") ? "" : ["refer-referrer", text.needNumber],
    body: () => ({ referrer: value("refer-referrer") }),
    ids: { referrer: "refer-referrer" },
    rows: (answer) => [memberRow(answer), [words.rowReferrer, giftOf(answer)],
      [words.rowState, answer.needsApproval ? words.waits : ""]],
  },
  note: {
    path: "profile",
    fill: (member, { regions, segments }) => {
      find("note-homes").value = member.homes;
      offer("note-region", regions, member.region ?? "", { canBeNone: !onDuty().regions.length });
      find("note-segments").replaceChildren(...segments.map(({ code, title }) => {
        const box = make("input");
        Object.assign(box, { type: "checkbox", value: code, checked: member.segments.includes(code) });
        box.dataset.title = title;
        return make("label", "", box, make("span", "", title));
      }));
      find("note-segments-field").hidden = !segments.length;
    },
    wrong: () => !whole(integer("note-homes")) ? ["note-homes", text.needHomes]
      : value("note-reason") ? "" : ["note-reason", words.needReason],
    body: () => ({
      homes: integer("note-homes"), region: value("note-region"),
      segments: [...find("note-segments").querySelectorAll(":checked")].map((box) => box.value),
      reason: value("note-reason"),
    }),
    ids: { homes: "note-homes", region: "note-region", reason: "note-reason" },
    rows: (answer) => [memberRow(answer), [text.homes, String(answer.homes)],
      [text.region, regionOf("note-region", answer.region) || text.none],
      [text.segments, answer.segments.map(segmentOf).join("、")]],
  },
  "change-contact": {
    path: "contact",
    wrong: () => value("contact-new") ? "" : ["contact-new", words.needContact],
    body: () => ({ [value("contact-new").includes("@") ? "email" : "phone"]: value("contact-new") }),
    ids: { phone: "contact-new", email: "contact-new" },
    rows: (answer) => [memberRow(answer), ...contactRows(answer)],
  },
  // The same once more, which confirms it: one at a time where there are two.
  "confirm-contact": {
    path: "contact",
    fill: (member) => rows(find("contact-known"), contactRows(unconfirmedOf(member))),
    wrong: () => "",
    body: () => unconfirmedOf(chosenMember()),
    rows: (answer) => [memberRow(answer), ...contactRows(answer)],
  },
  transfer: {
    path: "transfers",
    wrong: () => !value("transfer-to") ? ["transfer-to", text.needNumber]
      : integer("transfer-points") > 0 && whole(integer("transfer-points")) ? ""
        : ["transfer-points", words.needPoints],
    body: () => ({
      to: value("transfer-to"), points: integer("transfer-points"), reason: value("transfer-reason"),
    }),
    ids: { to: "transfer-to", points: "transfer-points", reason: "transfer-reason" },
    receipt: (answer) => [memberRow(answer), [text.to, card(answer.to)],
      [words.rowChange, signed(-answer.points)], [words.rowAfter, grouped(answer.balance)],
      [words.rowEntry, answer.entries.join(" ")]],
  },
  leave: {
    path: "leaving",
    wrong: () => "",
    body: () => ({}),
    rows: (answer) => [memberRow(answer), [text.lapsing, grouped(answer.points)],
      [text.cancelled, String(answer.registrations)]],
  },
};

/** Opens the form for one of them. */
export const change = (rules, name) => {
  const member = chosenMember();
  if (!member || mustWait()) return;
  begin(name);
  acts[name].fill?.(member, rules);
  find(name).querySelector("input:not([type=checkbox]), .button").focus();
};

for (const [name, act] of Object.entries(acts)) {
  find(name).addEventListener("submit", (event) => {
    event.preventDefault();
    const form = find(name);
    clearMarks(form);
    const [id, complaint] = act.wrong() || [];
    if (id) {
      mark(find(id), complaint);
      return firstWrong(form);
    }
    propose(form, act.ids ?? {}, {
      path: `/members/${chosenMember().number}/${act.path}`, body: act.body(),
      label: form.querySelector("h3").textContent, rows: act.rows,
      receipt: (answer) => ({
        title: filled(text.done, { what: form.querySelector("h3").textContent }),
        pairs: (act.receipt ?? act.rows)(answer),
      }),
    });
  });
}
