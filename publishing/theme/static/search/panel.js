// A field, menus to narrow by, a line that tells how many results there are, and the results.

import { data, find, topics } from "./finder.js";
import { ROOT } from "./place.js";
import { draw, element } from "./result.js";
import { isEnough } from "./words.js";

const FIRST = 6; // results shown at first: each is a file to load
const MORE = 10;
const PAUSE = 180; // milliseconds after a key

const KINDS = ["tag", "author", "year"];
const LABELS = { tag: "Tag", author: "Author", year: "Year", sort: "Order" };

const link = (address, text) => element("a", { href: address }, text);

let made = 0;

export class Panel {
  // onQuery is told of each query.
  constructor(language, onQuery = () => {}) {
    this.language = language;
    this.onQuery = onQuery;
    this.turn = 0;
    this.found = [];
    this.build(`pub-search-${(made += 1)}`);
    this.listen();
  }

  build(id) {
    this.input = element("input", {
      id,
      class: "pub-search__input",
      type: "search",
      name: "q",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
    });
    this.menus = {};
    const menus = Object.entries(LABELS).map(([kind, label]) => {
      this.menus[kind] = element("select", { name: kind, id: `${id}-${kind}` });
      return element("p", {}, element("label", { for: `${id}-${kind}` }, label), this.menus[kind]);
    });
    this.menus.sort.append(new Option("Best first", ""), new Option("Newest first", "newest"));
    this.filters = element(
      "details",
      { class: "pub-search__filters", hidden: "" },
      element("summary", {}, "Narrow down"),
      element("div", { class: "pub-search__menus" }, ...menus),
    );
    this.status = element("p", { class: "pub-search__status", role: "status" });
    this.list = element("ol", { class: "pub-search__results", "aria-label": "Results" });
    this.more = element("button", { class: "pub-search__more", type: "button", hidden: "" }, "More results");
    this.element = element(
      "form",
      { class: "pub-search__form", role: "search", action: new URL("search/", ROOT).pathname },
      element("label", { class: "pub-search__label", for: id }, "Search"),
      this.input,
      this.filters,
      this.status,
      this.list,
      this.more,
    );
    this.offer({});
  }

  listen() {
    let timer;
    this.input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.search(), PAUSE);
    });
    this.filters.addEventListener("change", () => this.search());
    this.filters.addEventListener("toggle", () => this.filters.open && this.search());
    this.more.addEventListener("click", async () => {
      const shown = this.list.children.length;
      await this.show(shown, shown + MORE, this.turn);
      this.list.children[shown]?.querySelector("a").focus();
    });
    this.element.addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(timer);
      await this.search();
      this.list.querySelector("a")?.focus();
    });
    this.element.addEventListener("keydown", (event) => this.move(event));
  }

  // Arrow keys lead from the field to the results and back.
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const stops = [this.input, ...this.list.querySelectorAll(".pub-result__title a")];
    const here = stops.indexOf(event.target);
    if (here < 0 || !stops[here + step]) return;
    event.preventDefault();
    stops[here + step].focus();
  }

  get query() {
    const chosen = Object.entries(this.menus).map(([kind, menu]) => [kind, menu.value]);
    return { q: this.input.value.trim(), ...Object.fromEntries(chosen) };
  }

  set query(query) {
    this.input.value = query.q ?? "";
    for (const kind of KINDS) {
      const chosen = query[kind] ? [new Option(query[kind], query[kind], true, true)] : [];
      this.menus[kind].replaceChildren(new Option("Any", ""), ...chosen);
    }
    this.menus.sort.value = query.sort === "newest" ? "newest" : "";
    this.filters.open = Object.values(this.menus).some((menu) => menu.value);
  }

  // Fills the menus with names and how many results each would give.
  offer(counts) {
    for (const kind of KINDS) {
      const menu = this.menus[kind];
      const chosen = menu.value;
      const names = [...(counts[kind] ?? [])];
      names.sort(kind === "year" ? (a, b) => b[0] - a[0] : (a, b) => b[1] - a[1]);
      if (chosen && !counts[kind]?.has(chosen)) names.unshift([chosen, 0]);
      const options = names.map(([name, count]) => new Option(`${name} (${count})`, name));
      menu.replaceChildren(new Option("Any", ""), ...options);
      menu.value = chosen;
    }
  }

  async search() {
    const turn = (this.turn += 1);
    const { query } = this;
    this.onQuery(query);
    this.filters.hidden = !isEnough(query.q);
    if (this.filters.hidden) {
      this.found = [];
      await this.show(0, 0, turn);
      this.say("");
      return;
    }
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.say("Searching…"), 400);
    try {
      const { found, counts } = await find({ ...query, isCounted: this.filters.open });
      if (turn !== this.turn) return;
      this.found = found;
      if (counts) this.offer(counts);
      await this.show(0, FIRST, turn);
    } catch (error) {
      console.warn(error);
      if (turn === this.turn) this.fail();
    }
  }

  async show(from, to, turn) {
    const pages = await Promise.all(this.found.slice(from, to).map(data));
    if (turn !== this.turn) return;
    // A list that is replaced while a result has the focus would drop the focus to the page.
    const focused = from ? -1 : [...this.list.children].findIndex((one) => one.contains(document.activeElement));
    if (!from) this.list.replaceChildren();
    this.list.append(...pages.map((page) => draw(page, this.language)));
    if (focused >= 0) (this.list.children[focused]?.querySelector("a") ?? this.input).focus();
    this.more.hidden = this.found.length <= to;
    const { length } = this.found;
    this.say(length === 1 ? "1 result" : `${length.toLocaleString(this.language)} results`);
    if (!length && to) await this.offerTopics(turn);
  }

  async offerTopics(turn) {
    const narrowed = KINDS.some((kind) => this.menus[kind].value) ? " here; try it with fewer filters" : "";
    this.say(`Nothing found for “${this.query.q}”${narrowed}.`);
    const offered = await topics().catch(() => []);
    if (turn !== this.turn || !offered.length) return;
    const links = offered.flatMap(([name, address]) => [" ", link(address, name)]);
    this.list.append(element("li", { class: "pub-search__topics" }, "Some topics:", ...links));
  }

  fail() {
    this.say("The search cannot be reached just now. Try again in a moment.");
    this.list.replaceChildren(
      element("li", {}, link(new URL("blog/archive/", ROOT), "All posts, by year")),
    );
    this.more.hidden = true;
  }

  // What is said is the last word: "Searching…", should it be due later, would stay for good.
  say(words) {
    clearTimeout(this.waiting);
    this.status.textContent = words;
  }
}
