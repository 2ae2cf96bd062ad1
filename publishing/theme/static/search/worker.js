// Finds pages, beside the page that asks: with thousands of posts, a word that is in all of them
// takes a while. Pagefind looks words up; narrowing and sorting is done here.

import { FOLDER, load, once, ROOT } from "./place.js";
import { asked, folded, wordsOf } from "./words.js";

const KINDS = ["tag", "author", "year"];

const pagefind = once(async () => {
  const { createInstance } = await import(new URL("pagefind.js", FOLDER));
  return createInstance({
    basePath: FOLDER.href,
    baseUrl: ROOT.pathname,
    ranking: { metaWeights: { title: 5, tags: 2, authors: 2, description: 1 } },
  });
});

// Names of each page's tags, authors and year, and its day: see publishing/search/facets.py.
const facets = once(async () => {
  const response = await load("facets.pf_facets");
  const stream = response.body.pipeThrough(new DecompressionStream("gzip"));
  const text = await new Response(stream).text();
  const data = JSON.parse(text.slice("pagefind_dcd".length));
  const named = (column, names) =>
    column.split(" ").map((row) =>
      [...row].map((char) => {
        const code = char.codePointAt();
        return names[code - 33 - (code < 0xe000 ? 0 : 0x800)];
      }),
    );
  let day = 0;
  const days = data.days.split(" ").map((step, page) => {
    if (page % data.slots === 0) day = 0;
    if (step) day += parseInt(step, 36);
    return step ? day : 0;
  });
  // Day 719163 is that from which JavaScript counts.
  const year = (day) => String(new Date((day - 719163) * 864e5).getUTCFullYear());
  return {
    days,
    tag: named(data.tagged, data.tags),
    author: named(data.by, data.authors),
    year: days.map((day) => (day ? [year(day)] : [])),
  };
});

// A word as Pagefind compares it.
const plain = (word) =>
  folded(word)
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

// Where no word begins like one that was asked for, Pagefind takes the longest that begins it, be
// that a single letter: in all results alike, so that one of them tells.
const isFar = async ({ data, matchedMetaFields = [] }, words) => {
  const { content, locations, meta } = await data();
  if (matchedMetaFields.some((field) => !(field in meta))) return false;
  const written = content.split(" ");
  const found = locations.map((place) => written[place]);
  for (const field of matchedMetaFields) found.push(...wordsOf(meta[field]));
  const [asked] = words.map(plain).sort((a, b) => b.length - a.length);
  const half = asked.slice(0, asked.length / 2);
  return !found.some((word) => plain(word).includes(half));
};

// The places that belong to a row of so many, one beside the other.
const rows = (places, length) => {
  const known = new Set(places);
  return places.filter((place) => {
    let [first, last] = [place, place];
    while (known.has(first - 1)) first -= 1;
    while (known.has(last + 1)) last += 1;
    return last - first + 1 >= length;
  });
};

// Looks words up. Of words in quotes, Pagefind forgets those that a page has both with and without
// an accent, and it knows no word that is but begun: then all are looked for, side by side.
const lookUp = async (index, { words, isPhrase, isWhole }) => {
  const text = words.join(" ");
  if (isPhrase) {
    const { results } = await index.search(`"${text}"`);
    if (results.length || isWhole || words.length < 2) return results;
  }
  const { results } = await index.search(text);
  if (results.length && (await isFar(results[0], words))) return [];
  if (!isPhrase) return results;
  return results
    .map((one) => ({ ...one, words: rows(one.words, words.length) }))
    .filter((one) => one.words.length)
    .map(({ id, data, words: locations }) => ({ id, data: async () => ({ ...(await data()), locations }) }));
};

let loaders = new Map();

const calls = {
  prepare: async () => void (await pagefind()),

  // Returns the numbers of the pages that fit a query, best or newest first, and if asked for
  // how often each name occurs.
  find: async ({ q, sort, isCounted, ...chosen }) => {
    const index = await pagefind();
    const results = await lookUp(index, asked(q));
    loaders = new Map(results.map(({ id, data }) => [parseInt(id, 16), data]));
    const found = [...loaders.keys()];
    if (!isCounted && sort !== "newest" && !KINDS.some((kind) => chosen[kind])) return { found };
    const rows = await facets();
    const fits = (page, kinds) =>
      kinds.every((kind) => !chosen[kind] || rows[kind][page].includes(chosen[kind]));
    // A menu counts what its other choices would give, with those of the other menus.
    const count = (kind) => {
      const others = KINDS.filter((other) => other !== kind);
      const counts = new Map();
      for (const page of found) {
        if (!fits(page, others)) continue;
        for (const name of rows[kind][page]) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return counts;
    };
    const fitting = found.filter((page) => fits(page, KINDS));
    if (sort === "newest") fitting.sort((a, b) => rows.days[b] - rows.days[a]);
    return {
      found: fitting,
      counts: Object.fromEntries(KINDS.map((kind) => [kind, count(kind)])),
    };
  },

  // Returns what is shown of a page that the last query found.
  data: async (page) => {
    const found = await loaders.get(page)?.();
    if (!found) return undefined;
    const { url, meta, content, locations, sub_results: sections } = found;
    return {
      url,
      meta,
      content,
      locations,
      sections: sections
        .filter((section) => section.anchor)
        .map((section) => ({ url: section.url, title: section.title, hits: section.locations.length })),
    };
  },
};

addEventListener("message", async ({ data: { number, call, argument } }) => {
  try {
    postMessage({ number, value: await calls[call](argument) });
  } catch (error) {
    postMessage({ number, error: String(error) });
  }
});
