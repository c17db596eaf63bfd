// A member's family on their own page: who is of it, who asks and was asked, agreeing, giving points. Every
// value that comes from the service goes in as text, never as markup.
(() => {
  "use strict";

  const find = (id) => document.getElementById(id);
  const room = find("me-family");
  if (!room) return;
  const words = room.dataset;
  const status = find("family-status");

  const newKey = () => Array.from(
    crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const send = async (method, path, body, key) => {
    const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
    if (body) Object.assign(headers, { "Content-Type": "application/json", "Idempotency-Key": key });
    const reply = await fetch(path, {
      method, headers, body: body && JSON.stringify(body), credentials: "same-origin",
    });
    return { ok: reply.ok, status: reply.status, answer: await reply.json() };
  };

  const make = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  const own = () => find("me-number").textContent.replace(/\D/g, "");

  const say = (text, isBad) => {
    status.textContent = text;
    status.classList.toggle("bad", isBad);
    status.focus();
  };

  // Whether the same request may be answered otherwise in a moment, or once somebody has signed in again.
  const isPassing = (status, { type = "" }) =>
    status >= 500 || [401, 429].includes(status) || type.endsWith("/idempotency-key-in-flight");

  // The same request goes with the same key until it is settled: what was posted all the same is posted once.
  const pending = new Map();
  const act = async (path, body, done) => {
    const request = path + JSON.stringify(body);
    if (!pending.has(request)) pending.set(request, newKey());
    const buttons = room.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    try {
      const { ok, status: code, answer } = await send("POST", path, body, pending.get(request));
      if (!isPassing(code, answer)) pending.delete(request);
      // What is wrong with what was typed stands with each field; the whole only counts it.
      if (!ok) return say(answer.errors?.map(({ detail }) => detail).join("") || answer.detail || words.failed, true);
      // The rest of the page is the other script's: what the account holds, and its entries.
      document.dispatchEvent(new Event("huikan-changed"));
      // What has been done is done, though the family cannot be shown anew.
      await load().catch(() => {});
      say(done, false);
    } catch {
      say(words.failed, true);
    } finally {
      for (const button of buttons) button.disabled = false;
    }
  };

  // The first press asks, the second does; a double tap is one press.
  const isTap = (asked) => Date.now() - asked < 700;
  const twice = (label, confirm, act) => {
    const button = make("button", "plain", label);
    button.type = "button";
    let asked = 0;
    button.addEventListener("click", () => {
      if (!asked) {
        asked = Date.now();
        button.textContent = confirm;
      } else if (!isTap(asked)) {
        act();
      }
    });
    return button;
  };

  const line = ({ card, name }, ...rest) =>
    make("li", "line", make("span", "when", name ?? ""), make("span", "with-state", card, ...rest));

  const refuse = (member, done) => act("/api/v1/me/family/refusal", { member }, done);

  // Of whoever was asked the number is known and nothing else.
  const askedLine = ({ member }) => line({ card: member.replace(/\d{4}(?=\d)/g, "$& ") },
    make("span", "quiet", words.waits),
    twice(words.takeBack, words.takeBackConfirm, () => refuse(member, words.takenBack)));

  const show = ({ limit, members, invitations, asked }) => {
    room.hidden = limit === null;
    const others = members.filter(({ member }) => member !== own());
    find("family-lines").replaceChildren(
      ...members.map((member) => member.member === own() ? line(member, twice(words.leave, words.leaveConfirm,
        () => act("/api/v1/me/family/leaving", {}, words.left))) : line(member)),
      ...invitations.map((asker) => line(asker,
        twice(words.agree, words.agreeConfirm,
          () => act("/api/v1/me/family/acceptance", { member: asker.member }, words.agreed)),
        twice(words.decline, words.declineConfirm, () => refuse(asker.member, words.declined)))),
      ...asked.map(askedLine));
    find("family-none").hidden = members.length + invitations.length + asked.length > 0;
    const chosen = to.value;
    to.replaceChildren(...others.map(({ member, name, card }) => {
      const option = make("option", "", name ?? card);
      option.value = member;
      return option;
    }));
    if (others.some(({ member }) => member === chosen)) to.value = chosen;
    else unask();
    give.hidden = others.length === 0;
    find("family-ask").hidden = members.length >= limit;
  };

  const load = async () => {
    const { ok, answer } = await send("GET", "/api/v1/me/family");
    if (ok) show(answer);
  };

  find("family-ask").addEventListener("submit", (event) => {
    event.preventDefault();
    const number = find("family-number").value.trim();
    if (!number) return say(words.needNumber, true);
    act("/api/v1/me/family/invitations", { member: number.normalize("NFKC") }, words.asked);
  });

  const give = find("family-give");
  const to = find("family-to");
  const button = give.querySelector("button");
  let question = null;
  const unask = () => {
    question = null;
    button.textContent = words.give;
  };
  give.addEventListener("input", unask);
  give.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = find("family-points").value.normalize("NFKC").trim();
    const points = /^\d+$/.test(typed) ? Number(typed) : 0;
    if (points < 1) {
      unask();
      return say(words.needPoints, true);
    }
    const said = (text) => text.replace("{who}", () => to.selectedOptions[0].textContent).replace("{n}", points);
    // What is asked is what is given: another number or another receiver asks again.
    const asked = `${to.value} ${points}`;
    if (question?.asked !== asked) {
      question = { asked, at: Date.now() };
      button.textContent = said(words.giveConfirm);
    } else if (!isTap(question.at)) {
      unask();
      act(`/api/v1/members/${own()}/transfers`, { to: to.value, points }, said(words.given));
    }
  });

  // The card comes first: whose page it is stands there.
  const card = find("me-number");
  new MutationObserver(() => load().catch(() => {})).observe(card, { childList: true });
  if (own()) load().catch(() => {});
})();
