"""The two searches as a reader's browser runs them."""

import glob
import os
import urllib.parse


class Ours:
    """The module that the site's own search page loads."""

    def __init__(self, site):
        scripts = glob.glob(os.path.join(site, "assets", "search-*.js"))
        self.script = "/assets/" + os.path.basename(scripts[0])
        self.script_bytes = os.path.getsize(scripts[0])

    def ask(self, browser, server, queries):
        """Every result of every query, by query."""
        page = browser.new_page()
        page.goto(server.address + "/search/")
        return page.evaluate("""async ([script, queries]) => {
            const { Index } = await import(script);
            const { shards, parts, folding } = document.querySelector("form[data-shards]").dataset;
            const index = new Index({ shards: Number(shards), parts: Number(parts), folding });
            const answers = {};
            for (const query of queries) {
                const found = await index.ask(query);
                const urls = answers[query] = [];
                while (found.hasMore) for (const hit of await found.next(60)) urls.push(hit.url);
            }
            return answers;
        }""", [self.script, queries])

    def first(self, browser, server, queries):
        """What a new visitor's browser loads who comes with a query from another page."""
        return [visit(browser, server, f"/search/?q={urllib.parse.quote(query)}",
                      "document.querySelector('[data-status]').textContent.match(/\\\\d|没有/)")
                for query in queries]


class Pagefind:
    """Pagefind's own module, without its interface."""

    def ask(self, browser, server, queries):
        page = browser.new_page()
        page.goto(server.address + "/search/")
        return page.evaluate("""async (queries) => {
            const pagefind = await import("/pagefind/pagefind.js");
            const urls = new Map();
            const answers = {};
            for (const query of queries) {
                const { results } = await pagefind.search(query);
                for (const result of results) {
                    if (!urls.has(result.id)) urls.set(result.id, (await result.data()).raw_url);
                }
                answers[query] = results.map((result) => urls.get(result.id));
            }
            return answers;
        }""", queries)

    def first(self, browser, server, queries):
        """A new visitor who loads nothing but the search and its first six results."""
        found = []
        for query in queries:
            context = browser.new_context(service_workers="block")
            page = context.new_page()
            page.goto(server.address + "/robots.txt")
            server.take()
            page.evaluate("""async (query) => {
                const pagefind = await import("/pagefind/pagefind.js");
                const { results } = await pagefind.search(query);
                await Promise.all(results.slice(0, 6).map((result) => result.data()));
            }""", query)
            found.append(weigh(server.take()))
            context.close()
        return found


def visit(browser, server, address, until):
    # The worker that keeps the current issue for reading without a network is another matter.
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    server.take()
    page.goto(server.address + address)
    page.wait_for_function(until.replace("\\\\", "\\"))
    found = weigh(server.take())
    context.close()
    return found


def weigh(sent):
    """All bytes, and those of search alone: its script, its index and the pages that it opens."""
    search = [(path, size) for path, size in sent
              if path != "/search/" and not path.endswith((".css", ".svg"))
              and (not path.startswith("/assets/") or "/search-" in path or "/folding-" in path)]
    return {"all": sum(size for _, size in sent), "search": sum(size for _, size in search),
            "requests": len(sent), "paths": [path for path, _ in search]}
