// The search page, and the same in a dialog over any other page.

import { prepare } from "./finder.js";
import { Panel } from "./panel.js";
import { element } from "./result.js";

// A post may be in another language than the site.
const { lang, dir } = document.querySelector(".pub-site-header") ?? document.documentElement;

let panel;
let dialog;

const focus = () => {
  panel.input.focus();
  panel.input.select();
};

// Puts the search into its place on the search page; the query stands in the address.
const mount = (place) => {
  panel = new Panel(lang, (query) => {
    const given = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
    history.replaceState(history.state, "", query.q ? `?${given}` : location.pathname);
    place.toggleAttribute("data-used", Boolean(query.q));
  });
  place.replaceChildren(panel.element);
  panel.query = Object.fromEntries(new URLSearchParams(location.search));
  if (panel.query.q) panel.search();
  else if (document.activeElement === document.body) panel.input.focus({ preventScroll: true });
};

const build = () => {
  panel = new Panel(lang);
  const close = element("button", { class: "pub-search__close", type: "button" }, "Close");
  dialog = element("dialog", { class: "pub-search-dialog", "aria-label": "Search", lang, dir }, panel.element, close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => {
    // Beside what it holds, or to a place on this very page.
    if (target === dialog || target.closest("a")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    // A browser would empty the field first.
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  document.body.append(dialog);
  prepare().catch(() => {}); // said when something is looked for
};

const open = () => {
  if (!dialog) build();
  if (!dialog.open) dialog.showModal();
  focus();
};

document.dispatchEvent(new CustomEvent("pub-search", { detail: { focus, mount, open } }));
