// Opens the search: by its link, by / and by Ctrl+K. What searches is loaded when it is first used.
{
  const script = new URL("search/search.js", document.currentScript.src);
  const link = document.querySelector(".pub-tool--search");
  const page = document.getElementById("pub-search");

  // The page's policy lets a script that it knows add another, and lets it import none: an import
  // is taken for the page's own doing, as is the element of this script.
  let loaded;
  const load = () =>
    (loaded ??= new Promise((resolve, reject) => {
      const module = document.createElement("script");
      module.type = "module";
      module.src = script;
      module.addEventListener("error", () => {
        loaded = undefined;
        reject();
      });
      document.addEventListener("pub-search", (event) => resolve(event.detail), { once: true });
      document.head.append(module);
    }));

  const open = async (event) => {
    event.preventDefault();
    try {
      const search = await load();
      if (page) search.focus();
      else search.open();
    } catch {
      if (!page) location.assign(link.href); // which says what else there is
    }
  };

  const isTyping = (target) =>
    target.isContentEditable || target.matches?.("input, select, textarea");

  link?.addEventListener("click", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) open(event);
  });
  addEventListener("keydown", (event) => {
    if (event.altKey || event.isComposing) return;
    const command = event.ctrlKey || event.metaKey;
    const slash = event.key === "/" && !command && !isTyping(event.target);
    if (link && (slash || (command && event.key.toLowerCase() === "k"))) open(event);
  });

  if (page) {
    load().then(
      (search) => search.mount(page),
      () => {
        page.textContent = "The search did not load. Load the page again, or use the links above.";
      },
    );
  }
}
