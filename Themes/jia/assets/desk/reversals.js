// Taking an entry back by another. Loaded when somebody first wants to.
import { clearMarks, filled, find, firstWrong, mark, signed, words } from "./page.js";
import { itemOf } from "./members.js";
import { may } from "./session.js";
import { mustWait } from "./wire.js";
import { clean, propose, show, value } from "./work.js";

let subject = null;

/**
 * Shows the form for an entry of the member whose card is open.
 *
 * @param isMine says whether nothing has been asked for since.
 */
export const begin = (entry, isMine) => {
  if (!isMine() || mustWait()) return;
  subject = entry;
  clean("reverse");
  find("reverse-what").textContent = filled(words.takeBackOf, {
    id: entry.id, what: itemOf(entry), n: signed(entry.points),
  });
  find("debt-field").hidden = !may("allow-debt");
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
