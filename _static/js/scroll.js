// What scrolls sideways in a window of its own can be reached by keyboard, in every browser.
{
  const windows = document.querySelectorAll(
    ".pub-prose pre, .pub-prose .pst-scrollable-table-container, .pub-prose div.math",
  );
  const check = () => {
    for (const one of windows) {
      const scrolls = one.scrollWidth > one.clientWidth;
      if (scrolls) one.tabIndex = 0;
      else one.removeAttribute("tabindex");
      if (one.matches("div") && scrolls) {
        one.setAttribute("role", "region");
        one.setAttribute("aria-label", one.matches(".math") ? "Formula" : "Table");
      }
    }
  };
  if (windows.length) {
    new ResizeObserver(check).observe(document.body);
    check();
  }
}
