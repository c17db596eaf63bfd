// Taking an entry back by another. Loaded when somebody first wants to.
import { clearMarks, filled, find, firstWrong, mark, signed, words } from "./page.js";
import { itemOf } from "./members.js";
import { may } from "./session.js";
import { mustWait } from "./wire.js";
import { clean, propose, show, value } from "./work.js";

let subject = null;

/** A debt is a manager's to allow; where a manager has to agree anyhow, whoever stands here may ask for it. */
const mayAskDebt = (points, above) => may("allow-debt") || (above !== null && Math.abs(points) > above);

/**
 * Shows the form for an entry of the member whose card is open.
 *
 * @param isMine says whether nothing has been asked for since.
 */
export const begin = ({ approvalAbove }, entry, isMine) => {
  if (!isMine() || mustWait()) return;
  subject = entry;
  clean("reverse");
  find("reverse-what").textContent = filled(words.takeBackOf, {
    id: entry.id, what: itemOf(entry), n: signed(entry.points),
  });
  find("debt-field").hidden = !mayAskDebt(entry.points, approvalAbove);
  show("reverse");
  find("why").focus();
};

find("reverse").addEventListener("submit", (event) => {
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
});
