// Who stands at the desk. The token goes to the service once and comes back as a cookie that no
// script can read; the page keeps no part of it.
import { filled, find, mark, say, warn, words } from "./page.js";
import { ask, isSignedOut, mustWait } from "./wire.js";

let person = null;
/** For whom the bench was shown last. */
let former = null;
/** Those who wait until somebody has signed in again. */
const waiting = [];

export const onDuty = () => person;

export const may = (ability) => person?.may.includes(ability) ?? false;

/** Shows the bench to whoever is on duty; to nobody the form. */
export const show = () => {
  find("sign-in").hidden = person !== null;
  find("bench").hidden = find("on-duty").hidden = person === null;
  if (person === null) return find("token").focus();
  former = person.actor;
  find("on-duty-name").textContent = filled(words.onDuty, {
    name: person.name ?? person.actor, role: words[person.role],
  });
};

/** Shows the form; settles when somebody has signed in, with whether it is the same person. */
const signInAgain = (text) => {
  person = null;
  warn(text);
  show();
  return new Promise((resolve) => waiting.push(resolve));
};

/** For a posting that has been refused for want of a session. */
export const renew = () => signInAgain(words.signInAgain);

/** For all else: whether it was for want of a session, which leads to the form. */
export const isExpired = (error) => {
  if (!isSignedOut(error)) return false;
  signInAgain(words.expired);
  return true;
};

/**
 * Finds out who is signed in; then, and when somebody else has signed in, calls `begin`, which at once
 * clears what was shown before and at last shows the bench.
 */
export const start = async (begin) => {
  const form = find("sign-in");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const field = find("token");
    const token = field.value.trim();
    mark(field, token ? "" : words.needToken);
    if (!token) return field.focus();
    const press = form.querySelector("button");
    press.disabled = true;
    try {
      person = await ask("POST", "/desk/session", { token });
      warn("");
      const isSame = former === person.actor;
      const begun = isSame ? show() : begin();
      for (const resolve of waiting.splice(0)) resolve(isSame);
      await begun;
      field.value = "";
    } catch (error) {
      person = null;
      const { problem } = error;
      mark(field, problem?.errors?.[0]?.detail ?? problem?.detail ?? words.lost);
      field.focus();
    } finally {
      press.disabled = false;
    }
  });

  find("sign-out").addEventListener("click", async () => {
    if (mustWait()) return;
    try {
      await ask("DELETE", "/desk/session");
    } catch (error) {
      if (!isSignedOut(error)) return warn(words.lost);
    }
    // A fresh page holds nothing of the members shown.
    location.reload();
  });

  try {
    person = await ask("GET", "/desk/session");
    await begin();
  } catch (error) {
    person = null;
    if (!isSignedOut(error)) say(words.lost);
    show();
  }
};
