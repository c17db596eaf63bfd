// Searches the site in the browser, over the index that the build leaves in /search/. What is indexed,
// how the index is cut and written, and how a page is read, is told in Sources/SiteBuilder/Search; this
// does the same, so that what is found here is what the server finds for browsers without scripts.

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const digits = new Map([...alphabet].map((letter, value) => [letter, value]));
const block = 32;
const longestQuery = 60;
const longestWord = 24;
const mostLoose = 60;

// --- Text

const inline = new Set(
  ("a abbr b bdi bdo cite code data del dfn em i img ins kbd mark q rb ruby s samp small span strong " +
    "sub sup time u var wbr").split(" "));
const tags =
  /<!--[^]*?(?:-->|$)|<(rp|rt|script|style|svg|template)\b[^]*?<\/\1[^>]*>|<sup\s[^]*?<\/sup[^>]*>|<\/?([a-z][a-z0-9]*)(?:"[^"]*"|'[^']*'|[^"'>])*>/gi;
const names = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

const plain = (html) => html
  .replace(/[ \t\r\n]+/g, " ")
  .replace(tags, (tag, skipped, name) => (!name || inline.has(name.toLowerCase()) ? "" : "\n"))
  .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (all, hex, decimal, name) => {
    if (name) return names[name] ?? all;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code > 0x10ffff ? all : code === 0xa0 ? " " : String.fromCodePoint(code);
  })
  .replace(/ *\n[ \n]*/g, "\n").replace(/ +/g, " ").trim();

// What a page says, its title first.
const read = (page) => {
  const marked = page.split("<!--search-->").slice(1).map((part) => part.split("<!--/search-->")[0]);
  const parts = marked.length ? marked : [/<main[^]*?(?:<\/main|$)/.exec(page)?.[0] ?? ""];
  const html = parts.join("<p>");
  const title = plain(/<h1\b[^>]*>([^]*?)<\/h1/i.exec(html)?.[1] ?? "");
  const text = plain(html);
  return { text, behindTitle: title ? text.indexOf(title) + title.length : 0 };
};

const ideographs =
  "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{323af}";
// Accents that stand behind their letter are among them, wherever a text is looked at.
const letters = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u052f\u1e00-\u1eff";
const [isIdeograph, isLetter] = [ideographs, letters].map((set) => new RegExp(`[${set}]`, "u"));
const kind = (c) => (isIdeograph.test(c) ? 1 : isLetter.test(c) ? 2 : 0);

// Half-width and small letters without accents; a place in the text stays a place in the text.
const level = (text) => text
  .replace(/[\uff01-\uff5e\u3000]/g, (c) => c.normalize("NFKC"))
  .replace(/[A-Z\u00c0-\u024f\u0370-\u052f\u1e00-\u1eff]/g, (c) => c.toLowerCase().normalize("NFD")[0]);

// --- The query

// Runs of characters that stand together; spaces and punctuation part them.
const runsOf = (query) => {
  const runs = [[]];
  for (const c of [...level(query).replace(/[\u0300-\u036f]/g, "")].slice(0, longestQuery)) {
    if (kind(c)) runs.at(-1).push(c);
    else if (runs.at(-1).length) runs.push([]);
  }
  return runs.filter((run) => run.length);
};

// Three characters or more may have the text's punctuation between them, where nothing else is found.
const isLong = (run) => run.length > 2;

// What a page must have: pairs of characters with the one behind them, single ones, words as `=word`;
// and loosely pairs or, with punctuation behind the first, `x.` with the second behind that.
const termsOf = (runs, isLoose) => {
  const terms = new Set();
  for (const run of runs) {
    for (let start = 0, end = 0; start < run.length; start = end) {
      while (end < run.length && kind(run[end]) === kind(run[start])) end += 1;
      if (kind(run[start]) === 2) terms.add("=" + run.slice(start, Math.min(end, start + longestWord)).join(""));
      else if (end - start === 1) terms.add(run[start]);
      else for (let i = start; i + 1 < end; i += 1) {
        terms.add(isLoose && isLong(run) ? `${run[i]}${run[i + 1]} ${run[i]}.${run[i + 1]}`
          : run.slice(i, Math.min(end, i + 3)).join(""));
      }
    }
  }
  return [...terms];
};

// Every place of a run in a text: words from their beginning, a space or none between word and character.
const placesOf = (run, text, isLoose) => {
  const between = isLoose && isLong(run) ? `[^${ideographs}${letters}]*` : "";
  const pattern = run.map((c, i) => {
    const kinds = i ? kind(run[i - 1]) + kind(c) : 4;
    return (kinds < 3 ? between : kinds === 3 ? between || " ?" : "") + c + "[\u0300-\u036f]*";
  }).join("");
  const isWord = kind(run[0]) === 2;
  return [...text.matchAll(new RegExp(pattern, "gu"))]
    .filter((match) => !isWord || !match.index || !isLetter.test(text[match.index - 1]))
    .map((match) => [match.index, match.index + match[0].length]);
};

// --- The index

export class Index {
  constructor({ shards, parts, folding, root = "" }) {
    Object.assign(this, { shards, parts, folding, root, files: new Map() });
  }

  load(path, read) {
    if (!this.files.has(path)) {
      const loading = fetch(path, { credentials: "omit" }).then((reply) => {
        if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
        return reply.text();
      }).then(read);
      loading.catch(() => this.files.delete(path));
      this.files.set(path, loading);
    }
    return this.files.get(path);
  }

  hash(c) { return Math.imul(c.codePointAt(0), 0x9e3779b1) >>> 16; }

  lines(first, part) {
    const place = (this.hash(first) % this.shards) * this.parts + part;
    return this.load(`/search/${this.shards}x${this.parts}/${place}.txt`, (text) => text.split("\n"));
  }

  // The pages with a term, or one of two: their numbers, and whether their titles have it. A page's marks tell
  // that much, and something of what stands behind a pair there: pages that only have the pairs apart are
  // left out.
  async pages(terms) {
    const pages = new Map();
    for (const term of terms.split(" ")) {
      const isWord = term[0] === "=";
      const [first, second, next] = [...term.slice(isWord)];
      const needed = next && !isWord ? 2 << (this.hash(next) % 5) : 0;
      const start = isWord ? term : first;
      const wanted = isWord ? ":" : second;
      // One character or letter alone begins terms in every part of its shard.
      const parts = second ? [this.hash(second === "." ? "\0" : second) % this.parts]
        : [...Array(this.parts).keys()];
      for (const line of (await Promise.all(parts.map((part) => this.lines(first, part)))).flat()) {
        if (!line.startsWith(start)) continue;
        for (const [, key, list] of line.slice(start.length).matchAll(/([^\w-])([\w-]*)/gu)) {
          if (wanted && key !== wanted) continue;
          for (let at = 0, page = 0; at < list.length;) {
            const marks = digits.get(list[at++]);
            for (let value = 32, shift = 0; value > 31; shift += 5) {
              value = digits.get(list[at++]);
              page += (value & 31) << shift;
            }
            if ((marks & needed) === needed) pages.set(page, pages.get(page) | (marks & 1));
          }
        }
      }
    }
    return pages;
  }

  // The pages with all terms: those with all of them in the title first, then the newest.
  async candidates(runs, isLoose) {
    const lists = await Promise.all(termsOf(runs, isLoose).map((terms) => this.pages(terms)));
    if (!lists.length) return [];
    lists.sort((one, other) => one.size - other.size);
    return [...lists[0].keys()].filter((page) => lists.every((list) => list.has(page)))
      .map((page) => page + (lists.every((list) => list.get(page)) ? 2 ** 32 : 0))
      .sort((a, b) => b - a).map((rank) => rank % 2 ** 32);
  }

  // A query as the index writes it. What it has nothing of may be written in Traditional characters,
  // and only then is their table loaded.
  async ask(query) {
    let runs = runsOf(query);
    let candidates = await this.candidates(runs);
    if (!candidates.length && runs.length) {
      const fold = await this.table();
      runs = runs.map((run) => run.map((c) => fold.get(c) ?? c));
      candidates = await this.candidates(runs);
    }
    return new Found(this, runs, candidates);
  }

  table() {
    return this.load(this.folding, (text) => new Map(text.match(/../gu).map((pair) => [...pair])));
  }
}

// Pages that may have what was looked for; each is opened before it is shown.
class Found {
  constructor(index, runs, candidates) {
    Object.assign(this, { index, runs, candidates, shown: 0, opened: 0, late: new Set() });
  }

  // A pair is in the index exactly where it is on a page; anything longer has to be looked at.
  get isExact() {
    return this.opened === this.candidates.length ||
      this.runs.every((run) => !isLong(run) && run.every((c) => kind(c) === 1));
  }

  get count() { return this.shown + this.candidates.length - this.opened; }
  get hasMore() { return this.opened < this.candidates.length; }

  // The next results: six pages are opened, and more only while none of them fits, so that not much is
  // loaded before the reader has something to read. Where no page fits at all, the punctuation is passed over.
  async next(count = 6) {
    const hits = [];
    const enough = this.opened + count;
    while (hits.length < count && this.hasMore && (this.opened < enough || !hits.length)) {
      const pages = this.candidates.slice(this.opened, this.opened + Math.min(3, count - hits.length));
      this.opened += pages.length;
      hits.push(...(await Promise.all(pages.map((page) => this.open(page)))).filter(Boolean));
      // The index is vague about punctuation: so many pages without it are enough.
      if (this.isLoose && !this.shown && !hits.length && this.opened >= mostLoose) {
        this.candidates.length = this.opened;
      }
    }
    this.shown += hits.length;
    if (this.shown || this.isLoose || !this.runs.some(isLong)) return hits;
    Object.assign(this, { isLoose: true, opened: 0, late: new Set() });
    this.candidates = await this.index.candidates(this.runs, true);
    return this.next(count);
  }

  async open(page) {
    const { index } = this, { root } = index;
    const lines = await index.load(`${root}/search/pages/${Math.floor(page / block)}.json`, JSON.parse);
    const [url, title, note, isTraditional] = lines[page % block] ?? [];
    if (!url) return null;
    const { text, behindTitle } = await index.load(root + url, read);
    let places = await this.places(text, root);
    if (!places && root) {
      // In this edition it is another word, or somebody has written the page anew: the index is of the other.
      places = await this.places((await index.load(url, read)).text, true) && [];
    } else if (!places && isTraditional && !this.waits(page)) places = await this.places(text, true);
    return places && { url: root + url, title, note, pieces: excerpt(text, places, behindTitle) };
  }

  // Where the runs stand in a text, folded as the index is or not; null where one of them does not.
  async places(text, isFolded) {
    let leveled = level(text);
    if (isFolded) {
      const fold = await this.index.table();
      leveled = leveled.replace(/[\u3400-\u9fff]/g, (c) => fold.get(c) ?? c);
    }
    const places = this.runs.map((run) => placesOf(run, leveled, this.isLoose));
    return places.every((found) => found.length) ? places.flat() : null;
  }

  // What only the table of Traditional characters can tell comes last, unless the table is there: it weighs
  // as much as three pages, and most pages with such characters have them in a name.
  waits(page) {
    if (this.late.has(page) || this.index.files.has(this.index.folding)) return false;
    this.late.add(page);
    this.candidates.push(page);
    return true;
  }
}

// The text around the first match behind the title, or what follows the title.
const excerpt = (text, places, behindTitle) => {
  places.sort((one, other) => one[0] - other[0]);
  const first = places.find(([start]) => start >= behindTitle)?.[0] ?? behindTitle;
  let start = Math.max(Math.min(behindTitle, first), first - 24);
  const stop = Math.max(...[..."。！？；\n"].map((c) => text.slice(start, first).lastIndexOf(c)));
  if (stop >= 0) start += stop + 1;
  if (text[start] === "\n") start += 1;
  const end = Math.min(text.length, start + 96);
  const pieces = start > behindTitle && text[start - 1] !== "\n" ? [["……"]] : [];
  // Blocks in one line, without the ways back from notes. Nothing stands between two paragraphs; a heading
  // or a byline is set off by the width of a character.
  const line = (from, to) => text.slice(from, to)
    .replace(/\n/g, (_, at) => gap(text.slice(0, from + at), text.slice(from + at + 1).split("\n")[0]))
    .replace(/↩/g, "");
  let position = start;
  for (const [from, to] of places) {
    if (from < position || to > end) continue;
    pieces.push([line(position, from)], [line(from, to), true]);
    position = to;
  }
  pieces.push([line(position, end)]);
  if (end < text.length) pieces.push(["……"]);
  return pieces;
};

const stopped = /[。！？；：，、…—”’」』）》〉】]↩*$/;
const gap = (before, after) =>
  (stopped.test(before) && stopped.test(after) ? "" : /[!-~]↩*$/.test(before) ? " " : "\u3000");

// --- The page

const find = (what) => document.querySelector(what);
const form = find("form[data-shards]");
if (form) {
  const words = form.dataset;
  const index = new Index({
    shards: +words.shards, parts: +words.parts, folding: words.folding,
    // Both editions have one index; a reader stays in the own.
    root: location.pathname.startsWith("/hant/") ? "/hant" : "",
  });
  const field = form.elements.q;
  const status = find("[data-status]");
  const list = find("[data-hits]");
  const more = find("[data-more]");
  const pattern = find("template[data-hit]");
  const button = more.querySelector("button") ?? more;
  let asked;

  const show = (hits) => {
    for (const hit of hits) {
      const item = pattern.content.cloneNode(true);
      const all = (name) => item.querySelectorAll(`[data-${name}]`);
      for (const place of all("link")) place.href = hit.url;
      for (const name of ["title", "note"]) for (const place of all(name)) place.textContent = hit[name];
      for (const place of all("text")) {
        place.append(...hit.pieces.map(([text, isMatch]) =>
          (isMatch ? Object.assign(document.createElement("mark"), { textContent: text }) : text)));
      }
      list.append(item);
    }
  };

  const say = (found) => {
    more.hidden = !found?.hasMore;
    status.textContent = !found ? "" : !found.count ? words.none
      : (found.isExact ? words.some : words.about).replace("{n}", found.count);
  };

  // Shows the next results of what was asked, unless something else has been asked meanwhile.
  const turn = async (isFirst) => {
    const mine = asked;
    status.textContent = words.working;
    button.disabled = true;
    try {
      const found = await mine;
      const hits = asked === mine && await found.next();
      if (asked !== mine) return;
      if (isFirst) list.replaceChildren();
      show(hits);
      say(found);
    } catch {
      if (asked === mine) status.textContent = words.failed;
    } finally {
      if (asked === mine) button.disabled = false;
    }
  };

  const search = () => {
    const query = field.value.trim();
    const address = new URL(location.href);
    address.search = query ? "?" + new URLSearchParams({ q: query }) : "";
    history.replaceState(null, "", address);
    asked = query && index.ask(query);
    if (query) return turn(true);
    list.replaceChildren();
    say();
  };

  let waiting = 0;
  const later = (event) => {
    // Letters that an input method is still making characters of.
    if (event.isComposing) return;
    clearTimeout(waiting);
    waiting = setTimeout(search, 250);
  };
  field.addEventListener("input", later);
  field.addEventListener("compositionend", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  more.addEventListener("click", (event) => {
    if (!asked) return;
    event.preventDefault();
    if (!button.disabled) turn();
  });
  const query = new URLSearchParams(location.search).get("q");
  if (query && words.answered === undefined) {
    field.value = query;
    search();
  }
}
