// Rewards and vouchers at the counter. Loaded when somebody first asks for them.
import {
  button, clearMarks, filled, find, firstWrong, grouped, make, mark, moment, rows, say,
  showRefusal, words,
} from "./page.js";
import { chosenMember, open, refused } from "./members.js";
import { isExpired, may } from "./session.js";
import { ask, mustWait } from "./wire.js";
import { entryRows, holdPanel, propose, requestRows, show } from "./work.js";

const text = find("voucher-words").dataset;

const stateOf = (voucher) => text[voucher.status] ?? voucher.status;

const voucherRows = (voucher) => [
  [words.rowItem, voucher.title ?? voucher.reward],
  [text.name, voucher.voucher],
  [words.rowMember, voucher.member.replace(/(\d{4})(?=\d)/g, "$1 ")],
  [text.price, grouped(voucher.points)],
  [words.rowExpires, voucher.through],
  [words.rowState, stateOf(voucher) + (voucher.closed ? ` ${moment(voucher.closed)}` : "")],
];

/** What a receipt says of a voucher that was got, used or given back. */
const receipt = (title) => (voucher) => ({
  title: filled(title, { id: voucher.voucher }),
  after: voucher.code ?? "",
  pairs: [...voucherRows(voucher),
    [words.rowAfter, voucher.balance === undefined ? "" : grouped(voucher.balance)]],
});

/** Of a voucher that was used, many points are given back by two people. */
const returned = (answer) => (answer.request === undefined ? receipt(text.returned)(answer) : {
  title: filled(words.requestedAs, { id: answer.request }), after: "",
  pairs: [...requestRows(answer), [words.rowState, words.waits]],
});

const failed = (error) => {
  say("");
  if (!isExpired(error)) showRefusal(find("find"), error);
};

// Redeeming.

const choice = ({ slug, title, points, left, status }, place) => {
  const input = make("input");
  Object.assign(input, { type: "radio", name: "reward", value: slug, id: `reward-${place}` });
  input.defaultChecked = place === 0;
  const note = left === null ? "" : filled(text.left, { n: grouped(left) });
  const name = make("span", "", title, note && make("small", "quiet", ` ${note}`));
  return { status, label: make("label", "", input, name, make("span", "right", `\u2212${grouped(points)}`)) };
};

const redeem = (event) => {
  event.preventDefault();
  const form = find("shelf");
  const chosen = form.querySelector("input[name=reward]:checked");
  if (!chosen) return;
  propose(form, {}, {
    path: `/rewards/${chosen.value}/vouchers`, body: { member: chosenMember().number },
    label: words.spend, receipt: receipt(text.got),
  });
};

export const beginRedemption = async () => {
  if (!chosenMember() || mustWait()) return;
  const isMine = holdPanel();
  try {
    const { rewards } = await ask("GET", "/rewards");
    // What was begun meanwhile, perhaps for somebody else, goes on.
    if (!isMine()) return;
    const open = rewards.map(choice).filter(({ status }) => status === "open");
    find("shelf-choices").replaceChildren(...open.map(({ label }) => label));
    find("shelf-none").hidden = open.length > 0;
    find("shelf-look").hidden = !open.length;
    clearMarks(find("shelf"));
    show("shelf");
    (find("shelf").querySelector("input") ?? find("shelf-cancel")).focus();
  } catch (error) {
    if (isMine()) failed(error);
  }
};

// Using and giving back.

let shownVoucher = null;

const use = (event) => {
  event?.preventDefault();
  propose(find("voucher"), { code: "voucher-reason", voucher: "voucher-reason" }, {
    path: "/vouchers/use", body: { voucher: shownVoucher.voucher }, label: text.use,
    rows: voucherRows, receipt: receipt(text.given),
  });
};

const giveBack = () => {
  const form = find("voucher");
  clearMarks(form);
  const reason = find("voucher-reason");
  if (!reason.value.trim()) {
    mark(reason, words.needReason);
    return firstWrong(form);
  }
  propose(form, { reason: "voucher-reason" }, {
    path: `/vouchers/${shownVoucher.voucher}/cancellation`, body: { reason: reason.value },
    label: text.giveBack, receipt: returned,
    rows: ({ entries }) => entries.flatMap(entryRows),
  });
};

const showVoucher = (voucher) => {
  shownVoucher = voucher;
  rows(find("voucher-rows"), voucherRows(voucher));
  const isActive = voucher.status === "active";
  find("voucher-use").hidden = !isActive || !may("use-voucher");
  // Of somebody who has left nothing can be given back.
  find("voucher-back").hidden = voucher.status === "cancelled" || !!chosenMember()?.left
    || !may("cancel-voucher");
  find("voucher-page").hidden = !isActive;
  find("voucher-page").href = `/desk/vouchers/${voucher.voucher}`;
  find("voucher-page").target = "_blank";
  find("voucher").reset();
  clearMarks(find("voucher"));
  show("voucher");
  (find("voucher-use").hidden ? find("voucher-cancel") : find("voucher-use")).focus();
};

/**
 * A code that was scanned or typed into the search: whose it is, and what may be done with it.
 *
 * @param isMine says whether the search is still what was last asked for.
 */
export const lookUp = async (code, isMine) => {
  if (!isMine() || mustWait()) return;
  say(words.checking);
  try {
    const voucher = await ask("POST", "/vouchers/use?preview=true", { code });
    if (!isMine() || !(await open(voucher.member))) return;
    say("");
    showVoucher(voucher);
  } catch (error) {
    if (isMine()) refused(error);
  }
};

/** The vouchers of the member whose card is open. */
export const list = async () => {
  const member = chosenMember();
  if (!member) return;
  // The card may have been read anew meanwhile.
  const isOpen = () => chosenMember()?.number === member.number;
  try {
    const { vouchers } = await ask("GET", `/members/${member.number}/vouchers`);
    if (!isOpen()) return;
    find("vouchers").replaceChildren(...vouchers.map((voucher) => make("li", "", button("row", [
      make("span", "quiet", voucher.voucher),
      make("b", "", voucher.title ?? voucher.reward),
      make("span", "", stateOf(voucher)),
      make("span", "right", voucher.through ?? ""),
    ], () => showVoucher(voucher)))));
    find("vouchers-none").hidden = vouchers.length > 0;
    find("vouchers").hidden = !vouchers.length;
  } catch (error) {
    if (isOpen()) failed(error);
  }
};

find("shelf").addEventListener("submit", redeem);
find("voucher").addEventListener("submit", use);
find("voucher-give-back").addEventListener("click", giveBack);
