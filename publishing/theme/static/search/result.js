// Draws one result. Whatever a post says goes in as text: nothing is ever read as HTML.

import { bare, between, shown } from "./words.js";

const LENGTH = 190; // characters of an excerpt
const NEAR = 30; // words within which it is good to have many that were looked for

export const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
};

const mark = (word) => {
  const inner = bare(word);
  const at = word.indexOf(inner);
  return [word.slice(0, at), element("mark", {}, inner), shown(word.slice(at + inner.length))];
};

// The part of a text with most of the words that were looked for.
const excerpt = (content, places) => {
  const words = content.split(" ");
  const marked = [...new Set(places)].sort((a, b) => a - b);
  const near = (start) => marked.filter((place) => place >= start && place < start + NEAR).length;
  let start = marked.reduce((best, place) => (near(place) > near(best) ? place : best), marked[0] ?? 0);
  for (let room = LENGTH / 4; start > 0 && room > 0; room -= words[start].length + 1) start -= 1;
  const parts = start > 0 ? ["… "] : [];
  let at = start;
  for (let room = LENGTH; at < words.length && room > 0; at += 1) {
    if (at > start) parts.push(between(words[at - 1], words[at]));
    parts.push(...(marked.includes(at) ? mark(words[at]) : [shown(words[at])]));
    room -= words[at].length + 1;
  }
  if (at < words.length) parts.push(" …");
  return parts;
};

// Links to the sections that have most of the words.
const links = (sections, { language: lang, title }) => {
  const best = sections.sort((a, b) => b.hits - a.hits).slice(0, 2);
  if (!best.length) return [];
  const items = best.map(({ url, title: text }) =>
    element("li", {}, element("a", { href: url, lang }, text)),
  );
  const label = `Sections of ${title}`;
  return [element("ul", { class: "pub-result__sections", "aria-label": label }, ...items)];
};

// Draws what is known of a page.
export const draw = ({ url, meta, content, locations, sections }, language) => {
  const lang = meta.language;
  const facts = [];
  if (meta.date) {
    const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    facts.push(element("time", { datetime: meta.date }, format.format(new Date(meta.date))));
  }
  if (meta.date && meta.authors) facts.push(" · ");
  facts.push(meta.authors);
  return element(
    "li",
    { class: "pub-result" },
    element("h2", { class: "pub-result__title", lang, dir: "auto" }, element("a", { href: url }, meta.title)),
    element("p", { class: "pub-result__facts" }, ...facts),
    element("p", { class: "pub-result__text", lang, dir: "auto" }, ...excerpt(content, locations)),
    ...links(sections, meta),
  );
};
