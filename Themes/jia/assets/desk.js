// The staff desk: who is on duty, whom they serve, what they post, and how the day stands.
import { clear, search, setUp as setUpMembers } from "./desk/members.js";
import { find, say, warn, words } from "./desk/page.js";
import { may, start } from "./desk/session.js";
import { refresh, setUp as setUpToday } from "./desk/today.js";
import { ask, mustWait } from "./desk/wire.js";
import { beginDecision, beginOrder, beginReversal, goBack, setUp as setUpWork } from "./desk/work.js";

/** The module that reads codes, where the browser can. */
let camera = null;

const toSearch = () => {
  find("q").focus();
  find("q").select();
};

const next = () => {
  if (mustWait()) return;
  clear();
  beginOrder(null);
  say("");
  find("q").value = "";
  toSearch();
};

const begin = async () => {
  const rules = await ask("GET", "/desk/rules");
  // Whoever was served by the person before is nobody's business now.
  clear();
  setUpMembers(rules.pointRules, {
    chosen: beginOrder, reverse: beginReversal, voucher: vouchers("lookUp"),
  });
  find("redeem").hidden = !may("redeem");
  find("redeem").onclick = vouchers("beginRedemption");
  find("show-vouchers").onclick = vouchers("list");
  setUpWork(rules, { next, afterPosting: refresh });
  setUpToday({ decide: beginDecision });
  if (globalThis.BarcodeDetector) {
    camera = await import("./desk/camera.js").catch(() => null);
    camera?.setUp(search);
  }
  refresh();
  toSearch();
};

/** Rewards and vouchers: their module is loaded when it is first needed. */
const vouchers = (what) => async (...given) => {
  const module = await import("./desk/vouchers.js").catch(() => warn(words.lost));
  return module?.[what](...given);
};

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

for (const link of document.querySelectorAll("a.plain")) link.target = "_blank";
if (find("sign-in")) start(begin);
