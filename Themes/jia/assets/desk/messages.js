// The messages that have not arrived, and the other systems that cannot be told. Loaded when somebody first looks.
import { button, card, find, make, moment, showRefusal } from "./page.js";
import { open } from "./members.js";
import { isExpired } from "./session.js";
import { ask } from "./wire.js";

const word = (name) => find("message-words").getAttribute(`data-${name}`) ?? name;

const parts = ({ id, kind, member, status, tries, updated, until, event, reason }) => [
  make("span", "quiet", id),
  make("b", "", word(kind)),
  make("span", "", [
    member && card(member), moment(until ?? updated), tries ? `×${tries}` : "", event, reason,
  ].filter(Boolean).join(" · ")),
  make("span", "right", word(status)),
];

const untold = ({ webhooks }) => webhooks.filter(({ status }) => status !== "active")
  .map((system) => ({ ...system, id: system.name, kind: "webhook", updated: system.since }));

export const list = async () => {
  try {
    const systems = untold(await ask("GET", "/webhooks"));
    const { messages } = await ask("GET", "/messages");
    const rows = [...systems, ...messages];
    find("messages").replaceChildren(...rows.map((message) => make("li", "", message.member
      ? button("row", parts(message), () => open(message.member))
      : make("p", "row", ...parts(message)))));
    find("messages-none").hidden = rows.length > 0;
    find("messages").hidden = !rows.length;
  } catch (error) {
    if (!isExpired(error)) showRefusal(find("find"), error);
  }
};
