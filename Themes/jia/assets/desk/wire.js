// Talking to the API. A posting has one key for all its attempts: an answer that was lost is asked
// for again, and nothing is posted twice.
import { filled, find, say, warn, words } from "./page.js";

/** The service has answered, and the answer is no. */
export class Refusal extends Error {
  constructor(status, problem, wait) {
    super(problem.detail);
    this.status = status;
    this.problem = problem;
    this.wait = wait;
  }

  get code() {
    return (this.problem.type ?? "").replace("/problems/", "");
  }

  /** Whether the same request may be answered otherwise in a moment. */
  get isPassing() {
    return this.status >= 500 || this.status === 429 || this.code === "idempotency-key-in-flight";
  }
}

/** Nobody knows whether it was posted. */
export class Doubt extends Error {
  problem = { detail: this.message };
}

export const isSignedOut = (error) => error instanceof Refusal && error.status === 401;

const PATIENCE = 10_000;

const send = async (method, path, { text, key, tag } = {}) => {
  const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
  if (text) headers["Content-Type"] = "application/json";
  if (key) headers["Idempotency-Key"] = key;
  if (tag) headers["If-Match"] = `"${tag}"`;
  const reply = await fetch(`/api/v1${path}`, {
    method, headers, body: text, credentials: "same-origin", cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const answer = reply.status === 204 ? {} : await reply.json();
  if (!reply.ok) throw new Refusal(reply.status, answer, Number(reply.headers.get("Retry-After")));
  // A proxy that compresses may write more around it.
  answer.tag = reply.headers.get("ETag")?.match(/[0-9a-f]{24}/)?.[0];
  return answer;
};

/** Asks for something that changes nothing, or whose repetition does; a lost answer is fetched anew. */
export const ask = async (method, path, body, tag) => {
  const text = body && JSON.stringify(body);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(method, path, { text, tag });
    } catch (error) {
      if (error instanceof Refusal || attempt === 3) throw error;
      await new Promise((resume) => setTimeout(resume, 300 * attempt));
    }
  }
};

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)),
    (byte) => byte.toString(16).padStart(2, "0")).join("");

let pending = 0;

/** Whether a posting has been sent and not answered: nothing else may begin, and the page says so. */
export const mustWait = () => {
  if (pending > 0) say(words.leaveFirst);
  return pending > 0;
};

addEventListener("beforeunload", (event) => {
  if (pending > 0) event.preventDefault();
});

/** The keys of postings that nobody waited for: the same again is the same request. */
const unsettled = new Map();

/** Waits, shorter when the connection comes back or somebody presses “now”; false to wait no longer. */
const wait = (seconds) =>
  new Promise((resolve) => {
    const over = new AbortController();
    const end = (goesOn) => () => {
      clearTimeout(timer);
      over.abort();
      resolve(goesOn);
    };
    const timer = setTimeout(end(true), seconds * 1000);
    const on = (target, name, goesOn) => target.addEventListener(name, end(goesOn), over);
    on(find("retry-now"), "click", true);
    on(find("retry-stop"), "click", false);
    on(window, "online", true);
  });

const DELAYS = [1, 2, 4, 8, 15];
/** After so many attempts one may stop waiting. */
const PATIENT_ATTEMPTS = 4;

/**
 * Posts once, however often it has to be sent.
 *
 * @param signIn asks for a new sign-in and says whether it is the same person: a key is good for
 *   whoever used it first.
 * @param tag names what was looked over: nothing is posted on anything else.
 */
export const post = async (path, body, signIn, tag) => {
  const text = JSON.stringify(body);
  const request = `${path} ${text}`;
  const key = unsettled.get(request) ?? newKey();
  let isInDoubt = unsettled.has(request);
  const doubt = (message) => {
    unsettled.set(request, key);
    return new Doubt(message);
  };
  pending += 1;
  find("notice").classList.add("waiting");
  try {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const answer = await send("POST", path, { text, key, tag });
        unsettled.delete(request);
        return { answer, isSettled: isInDoubt };
      } catch (error) {
        if (isSignedOut(error)) {
          if (await signIn()) continue;
          throw doubt(words.otherPerson);
        }
        // The gate may refuse today what was posted a moment ago; the rules look for the key first.
        if (error instanceof Refusal && error.status === 403 && isInDoubt) throw doubt(words.doubt);
        if (error instanceof Refusal && !error.isPassing) {
          unsettled.delete(request);
          throw error;
        }
        isInDoubt = true;
        const seconds = Math.max(error.wait || 0, DELAYS[Math.min(attempt, DELAYS.length) - 1]);
        const reason = error instanceof Refusal ? `${error.problem.detail} ` : "";
        find("retry-stop").hidden = attempt < PATIENT_ATTEMPTS;
        warn(reason + filled(words.retrying, { n: attempt }));
        // The pressed button is disabled meanwhile: the focus would be nowhere.
        if (document.activeElement === document.body) find("retry-now").focus();
        if (!(await wait(seconds))) throw doubt(words.doubt);
      }
    }
  } finally {
    pending -= 1;
    find("notice").classList.remove("waiting");
    warn("");
  }
};
