// The staff desk: who is on duty, whom they serve, what they post, and how the day stands.
import { clear, search, setUp as setUpMembers, toSearch } from "./desk/members.js";
import { bindTo, find, warn, words } from "./desk/page.js";
import { may, onDuty, show, start } from "./desk/session.js";
import { refresh, setUp as setUpToday } from "./desk/today.js";
import { ask, mustWait } from "./desk/wire.js";
import { beginOrder, goBack, setUp as setUpWork } from "./desk/work.js";

/** The module that reads codes, where the browser can. */
let camera = null;

const serveNobody = () => {
  clear();
  find("q").value = "";
};

const next = () => {
  if (mustWait()) return;
  serveNobody();
  toSearch();
};

const begin = async () => {
  // Whoever was served by the person before is nobody's business now.
  serveNobody();
  for (const id of ["requests", "totals", "latest", "messages"]) find(id).textContent = "";
  const rules = await ask("GET", "/desk/rules");
  bindTo(onDuty().regions.map((own) =>
    rules.regions.find(({ code }) => code === own)?.title ?? own).join("、"));
  find("new-member").onclick = people("enrol", rules);
  find("give-code").onclick = people("giveCode");
  for (const press of find("member-card").querySelectorAll("[name]")) {
    press.hidden = !may(press.name);
    press.onclick = people("change", rules, press.name);
  }
  find("more").hidden = !may("note");
  find("show-messages").onclick = messages("list");
  setUpMembers(rules, {
    chosen: beginOrder, several: hits("list"), reverse: reversals("begin", rules), voucher: vouchers("lookUp"),
  });
  find("redeem").hidden = !may("redeem");
  find("redeem").onclick = vouchers("beginRedemption");
  find("show-vouchers").onclick = vouchers("list");
  setUpWork(rules, { next, afterPosting: refresh });
  setUpToday({ decide: decisions("begin") });
  if (globalThis.BarcodeDetector) {
    camera = await import("./desk/camera.js").catch(() => null);
    camera?.setUp(search);
  }
  show();
  refresh();
  toSearch();
};

/** A module that is loaded when something of it is first needed. */
const later = (load) => (what, ...first) => async (...given) => {
  const module = await load().catch(() => warn(words.lost));
  return module?.[what](...first, ...given);
};
const hits = later(() => import("./desk/hits.js"));
const decisions = later(() => import("./desk/decisions.js"));
const messages = later(() => import("./desk/messages.js"));
const people = later(() => import("./desk/people.js"));
const reversals = later(() => import("./desk/reversals.js"));
const vouchers = later(() => import("./desk/vouchers.js"));

const isTyping = (target) =>
  target.matches?.("input:not([type=radio], [type=checkbox]), select, textarea");

const hasModifier = (event) => event.ctrlKey || event.metaKey || event.altKey;

document.addEventListener("keydown", (event) => {
  if (find("bench")?.hidden !== false || event.isComposing) return;
  if (event.key === "/" && !isTyping(event.target)) {
    event.preventDefault();
    toSearch();
  }
  // A scanner types wherever the focus is; what it types belongs into the search.
  if (/^\w$/.test(event.key) && !isTyping(event.target) && !hasModifier(event)) {
    find("q").value = "";
    find("q").focus();
  }
  if (event.key === "Escape") {
    if (camera?.isOpen()) return camera.close();
    if (!goBack()) toSearch();
  }
});

if (find("sign-in")) start(begin);
