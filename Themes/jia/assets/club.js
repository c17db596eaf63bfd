// What the club's pages do when scripts run: the forms answer in place, and a member's own page is
// filled in. Every value that comes from the service goes in as text, never as markup.
(() => {
  "use strict";

  const find = (id) => document.getElementById(id);

  // In the Traditional edition links to the site's own pages stay inside it.
  const edition = location.pathname.startsWith("/hant/") ? "/hant" : "";

  // A new key for every new wording of a request, the same key when the same request is sent again:
  // a reply that was lost on the way never makes a second member or a second seat.
  const keys = new Map();
  const keyFor = (request) => {
    if (!keys.has(request)) {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      keys.set(request, Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
    }
    return keys.get(request);
  };

  const send = async (method, path, body) => {
    const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
    const text = body ? JSON.stringify(body) : undefined;
    if (text) headers["Content-Type"] = "application/json";
    if (method === "POST") headers["Idempotency-Key"] = keyFor(`${path} ${text ?? ""}`);
    const reply = await fetch(path, { method, headers, body: text, credentials: "same-origin" });
    const answer = reply.status === 204 ? {} : await reply.json();
    return { ok: reply.ok, status: reply.status, answer };
  };

  const say = (place, text, isBad = false) => {
    place.textContent = text;
    place.classList.toggle("bad", isBad);
  };

  const grouped = (number) =>
    String(number).replace("-", "\u2212").replace(/\B(?=(\d{3})+$)/g, ",");

  // Whether somebody is signed in here: the server sets the mark beside the session, which no script can
  // read. It says nothing of whom, and keeps pages of readers who are not signed in from asking who they are.
  const remember = (isMember) => {
    document.cookie = `huikan-member=1; Path=/; SameSite=Lax; Max-Age=${isMember ? 2592000 : 0}`;
  };
  const isRemembered = () => /(^|; )huikan-member=1/.test(document.cookie);

  // The event or the reward whose page led here, to which whoever has signed in or joined is led back. Only
  // these two are known; whatever else the address says leads nowhere.
  const [, kind, slug] =
    new URLSearchParams(location.search).get("to")?.match(/^(event|reward)\/([A-Za-z0-9][\w.-]{0,79})$/) ?? [];
  if (kind) {
    for (const field of document.querySelectorAll('input[type="hidden"][name="to"]')) {
      field.value = `${kind}/${slug}`;
    }
  }
  const leadOn = () => {
    const link = document.querySelector("[data-way-on]");
    if (!kind || !link) return;
    link.href = `${edition}/${kind}s/${slug}/`;
    link.textContent = link.dataset[kind];
    link.closest("[hidden]")?.removeAttribute("hidden");
  };

  // Joining.
  const joinForm = document.querySelector("#join form");
  // Where a code is sent first, the answers are pages.
  if (joinForm?.elements.phone) {
    const words = joinForm.dataset;
    const status = joinForm.querySelector(".status");
    const fields = ["name", "phone", "email", "referrer", "consent"];
    const isPresent = (name) => joinForm.elements[name].value.trim() !== "";

    const flag = (name, text) => {
      const wrong = find(`${name}-wrong`);
      wrong.textContent = text;
      wrong.hidden = !text;
      if (text) joinForm.elements[name].setAttribute("aria-invalid", "true");
      else joinForm.elements[name].removeAttribute("aria-invalid");
    };

    const focusFirstWrong = () =>
      (joinForm.querySelector('[aria-invalid="true"]') ?? status).focus();

    const check = () => {
      fields.forEach((name) => flag(name, ""));
      if (!isPresent("name")) flag("name", words.needName);
      if (!isPresent("phone") && !isPresent("email")) flag("phone", words.needContact);
      if (!joinForm.elements.consent.checked) flag("consent", words.needConsent);
      return !joinForm.querySelector('[aria-invalid="true"]');
    };

    joinForm.addEventListener("submit", async (event) => {
      event.preventDefault();
      say(status, "");
      if (!check()) return focusFirstWrong();
      const button = joinForm.querySelector("button");
      const body = { channel: "website" };
      for (const name of fields) if (isPresent(name)) body[name] = joinForm.elements[name].value;
      button.disabled = true;
      say(status, words.working);
      try {
        const { ok, answer } = await send("POST", "/api/v1/members", body);
        if (ok) return welcome(answer);
        for (const error of answer.errors ?? []) {
          const name = error.pointer.slice(1);
          if (fields.includes(name)) flag(name, error.detail);
        }
        say(status, answer.detail ?? words.failed, true);
        focusFirstWrong();
      } catch {
        say(status, words.failed, true);
        status.focus();
      } finally {
        button.disabled = false;
      }
    });

    const welcome = (member) => {
      const done = document.querySelector("#join .done");
      done.querySelector("[data-number]").textContent = member.card ?? member.number;
      leadOn();
      joinForm.hidden = true;
      done.hidden = false;
      done.focus();
    };
  }

  // Registering for an event.
  const eventForm = document.querySelector("form[data-event]");
  if (eventForm) {
    const status = eventForm.querySelector(".status");
    const words = status.dataset;
    const path = `/api/v1/events/${eventForm.dataset.event}/registrations`;
    const button = eventForm.querySelector("button");

    // Whoever is signed in is asked neither to sign in nor to join.
    const welcome = () => {
      for (const link of eventForm.querySelectorAll("[data-stranger]")) link.hidden = true;
    };

    const tell = (registration) => {
      const place = registration.place ? words.place.replace("{n}", registration.place) : "";
      say(status, words[registration.status] + place);
      button.hidden = true;
      welcome();
    };

    // How many seats are left now, where the page says how many there were.
    const count = async () => {
      const left = document.querySelector(".event-opening [data-left]");
      const { ok, answer } = left ? await send("GET", `/api/v1/events/${eventForm.dataset.event}`) : {};
      if (!ok || answer.free === null) return;
      if (answer.free) left.textContent = grouped(answer.free);
      else left.parentElement.textContent = words.full;
    };

    // Whoever is registered already is told so, and not asked once more.
    const look = async () => {
      const { ok, status, answer } = await send("GET", "/api/v1/me");
      if (status === 401) remember(false);
      if (!ok) return false;
      welcome();
      const own = answer.registrations.find(
        ({ event, status }) => event === eventForm.dataset.event && status !== "cancelled");
      if (own) tell(own);
      return own;
    };
    if (isRemembered()) look().catch(() => {});

    eventForm.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      say(status, words.working);
      try {
        const reply = await send("POST", path);
        if (reply.ok) {
          remember(true);
          tell(reply.answer);
          count().catch(() => {});
        } else if (!reply.answer.type?.endsWith("/already-registered") || !await look()) {
          say(status, reply.status === 401 ? words.signIn : reply.answer.detail ?? words.failed, true);
        }
      } catch {
        say(status, words.failed, true);
      } finally {
        button.disabled = false;
        status.focus();
      }
    });
  }

  // A member's own page.
  const inside = find("me-inside");
  if (inside) {
    const message = find("me-message");
    const list = find("me-registrations");
    const words = list.dataset;

    // What can be spent: what is pending stands below. Below zero it is a debt, and said to be one.
    const balance = ({ balance, pending }) => {
      const place = find("me-balance");
      const spare = balance - (pending ?? 0);
      place.textContent = spare < 0 ? place.dataset.owes.replace("{n}", grouped(-spare)) : grouped(spare);
    };

    const show = (member) => {
      find("me-name").textContent = member.name ?? member.card;
      find("me-card-name").textContent = member.name ?? "";
      find("me-number").textContent = member.card ?? member.number;
      draw(find("me-code"), member.qr);
      balance(member);
      find("me-unconfirmed").hidden = !member.unconfirmed?.length;
      const { tier } = member;
      find("me-tier").hidden = !tier;
      if (tier) {
        find("me-tier").textContent = find("me-tier").dataset.line
          .replace("{title}", tier.title).replace("{day}", tier.since);
      }
      find("me-outside").hidden = true;
      leadOn();
      for (const id of ["me-inside", "me-events", "me-book", "me-leave"]) find(id).hidden = false;
      // What is to come stands first, the next of it on top; below it what was, the latest first.
      const isPast = ({ start }) => Date.parse(start) <= Date.now();
      const { registrations } = member;
      list.replaceChildren(...[
        ...registrations.filter((one) => !isPast(one)), ...registrations.filter(isPast).reverse()].map(line));
      find("me-none").hidden = member.registrations.length > 0;
      dated("me-expiring", member.expiring ?? [], "through");
      dated("me-pending", member.activating ?? [], "from");
      const benefits = tier?.benefits ?? [];
      find("me-benefits").replaceChildren(...benefits.map((benefit) => element("li", "", benefit)));
      find("me-benefits").hidden = benefits.length === 0;
      const vouchers = member.vouchers ?? [];
      find("me-voucher-lines").replaceChildren(...vouchers.map(voucher));
      find("me-vouchers").hidden = vouchers.length === 0;
      const entries = member.recent ?? [];
      find("me-lines").replaceChildren(...entries.map(entry));
      find("me-ledger").hidden = entries.length === 0;
      find("me-no-lines").hidden = entries.length > 0;
    };

    const draw = (svg, code) => {
      svg.toggleAttribute("hidden", !code);
      if (!code) return;
      svg.setAttribute("viewBox", `0 0 ${code.size} ${code.size}`);
      svg.lastElementChild.setAttribute("d", code.path);
    };

    const element = (name, className, ...children) => {
      const made = document.createElement(name);
      if (className) made.className = className;
      made.append(...children);
      return made;
    };

    /** What lapses, or becomes active, and when. */
    const dated = (id, items, day) => {
      const list = find(id);
      list.hidden = items.length === 0;
      list.replaceChildren(...items.map((item) => element("li", "",
        list.dataset.line.replace("{n}", grouped(item.points)).replace("{day}", item[day]))));
    };

    const voucher = ({ voucher: id, title, reward, redeemed, through, status }) => {
      const { dataset } = find("me-voucher-lines");
      const time = element("time", "when", redeemed.slice(5, 10));
      time.dateTime = redeemed;
      const link = element("a", "inline-link", title ?? reward);
      link.href = `/me/vouchers/${id}`;
      const until = status === "active" && through ? ` · ${dataset.through}${through}` : "";
      const state = element("span", "quiet", (dataset[status] ?? "") + until);
      return element("li", "line", time, element("span", "with-state", link, state));
    };

    const entry = (posting) => {
      const { title, reason, reverses, account, source, transfer, transferName } = posting;
      const { dataset } = find("me-ledger");
      const own = dataset[`source${account}`] ?? source;
      const kind = reverses ? dataset.reversal : own;
      const who = transferName ?? transfer?.replace(/\d{4}(?=\d)/g, "$& ");
      const given = who && !reverses &&
        dataset[posting.points < 0 ? "givenTo" : "givenBy"].replace("{who}", () => who);
      const what = element("th", "", title ?? (given || own));
      what.scope = "row";
      const notes = [(title || reverses) && kind, reason === title ? null : reason].filter(Boolean);
      if (notes.length) what.append(element("small", "", notes.join(" · ")));
      const sign = posting.points > 0 ? "+" : "";
      return element(
        "tr", "",
        element("td", "", posting.businessDate.slice(5)),
        what,
        element("td", posting.points > 0 ? "right plus" : "right", sign + grouped(posting.points)),
        element("td", "right sum", grouped(posting.balance)));
    };

    const line = (registration) => {
      const { start, status, place } = registration;
      const isThisYear = new Date(start).getFullYear() === new Date().getFullYear();
      const time = element("time", "when", start.slice(isThisYear ? 5 : 0, 10));
      time.dateTime = start;
      const link = element("a", "inline-link", registration.title);
      link.href = `${edition}/events/${registration.event}/`;
      const isOver = Date.parse(start) <= Date.now();
      const how = (isOver && words[`${status}Past`]) || (words[status] ?? "");
      const state = element("span", "quiet", how + (place && !isOver ? words.place.replace("{n}", place) : ""));
      const item = element("li", "line", time, element("span", "with-state", link, state));
      if (["seated", "waiting"].includes(status) && !isOver) item.lastChild.append(leaving(registration));
      return item;
    };

    const leaving = (registration) => {
      const button = element("button", "plain", words.leave);
      button.type = "button";
      let asked = 0;
      button.addEventListener("click", async () => {
        // The first press asks, the second does; a double tap is one press.
        if (button.textContent === words.leave) {
          button.textContent = words.confirm;
          asked = Date.now();
          return;
        }
        if (Date.now() - asked < 700) return;
        button.disabled = true;
        const status = find("me-status");
        try {
          const path = `/api/v1/events/${registration.event}/registrations/${registration.id}`;
          const { ok, answer } = await send("DELETE", path);
          if (!ok) throw new Error(answer.detail);
          button.closest("li").replaceWith(line({ ...registration, ...answer, start: registration.start }));
          say(status, words.cancelled);
        } catch (error) {
          button.disabled = false;
          say(status, error.message || status.dataset.failed, true);
        }
        status.focus();
      });
      return button;
    };

    // A sign-in code from the desk comes in the fragment, which is sent nowhere; it leaves the address at
    // once. Whose number it is stands there to be read before anything is pressed.
    const fillIn = () => {
      const [, number, code] = location.hash.match(/^#in=(\d{12})-(\w{8})$/) ?? [];
      if (!number) return;
      history.replaceState(null, "", location.pathname + location.search);
      const form = find("sign-in");
      if (!form) return;
      form.elements.number.value = number.replace(/(\d{4})(?=\d)/g, "$1 ");
      form.elements.code.value = `${code.slice(0, 4)}-${code.slice(4)}`;
      find("sign-in-line").textContent = form.dataset.fromCode;
      form.querySelector("button").focus();
    };
    fillIn();
    addEventListener("hashchange", fillIn);

    // What a stranger is to read stands on the page as it comes.
    const load = async () => {
      try {
        const { ok, status, answer } = await send("GET", "/api/v1/me");
        if (ok || status === 401) remember(ok);
        if (ok) show(answer);
        else if (status !== 401) say(message, answer.detail);
      } catch {
        say(message, message.dataset.failed);
      }
    };
    load();
    // The family's script says so where points were given.
    document.addEventListener("huikan-changed", load);
  }
})();
