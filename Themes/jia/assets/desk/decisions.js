// Deciding what waits for a second person. Loaded when somebody first looks at a request.
import {
  clearMarks, filled, find, firstWrong, mark, moment, rows, say, showRefusal, words,
} from "./page.js";
import { authorOf, chosenMember } from "./members.js";
import { may, onDuty, renew } from "./session.js";
import { mustWait, post } from "./wire.js";
import { clean, finish, propose, requestRows, show, value } from "./work.js";

let subject = null;

/** Shows the request of the member whose card is open. */
export const begin = (request) => {
  if (chosenMember()?.number !== request.member || mustWait()) return;
  subject = request;
  clean("decide");
  rows(find("decide-rows"), [
    [words.rowEntry, request.request], ...requestRows(request),
    [words.rowDebt, request.allowsDebt ? words.debtAllowed : ""],
    [words.rowClerk, authorOf(request)],
  ]);
  const isOwn = request.actor === onDuty().actor;
  find("approve").hidden = isOwn || !may("approve");
  find("refuse").hidden = find("refusal-field").hidden = !may("refuse") || !(isOwn || may("approve"));
  find("decide-other").hidden = !find("approve").hidden;
  show("decide");
  find(!find("approve").hidden ? "approve" : find("refuse").hidden ? "decide-other" : "refusal").focus();
};

const approve = (event) => {
  event.preventDefault();
  if (find("approve").hidden) return;
  propose(find("decide"), {}, {
    path: `/points/requests/${subject.request}/approval`, body: {}, label: words.approve,
  });
};

const receipt = (answer) => ({
  title: filled(words.refusedAs, { id: answer.request }),
  pairs: [[words.rowTime, moment(answer.decided)], [words.rowReason, answer.reason]],
});

const refuse = async () => {
  const form = find("decide");
  clearMarks(form);
  if (!value("refusal")) mark(find("refusal"), words.needReason);
  if (firstWrong(form) || mustWait()) return;
  say(words.working);
  try {
    const { answer } = await post(
      `/points/requests/${subject.request}/refusal`, { reason: value("refusal") }, renew);
    finish(answer, receipt);
  } catch (error) {
    say("");
    showRefusal(form, error, { reason: "refusal" });
  }
};

find("decide").addEventListener("submit", approve);
find("refuse").addEventListener("click", refuse);
