// What scrolls sideways in a window of its own can be reached by keyboard, in every browser.
{
  const windows = [
    ...document.querySelectorAll(
      ".pub-prose pre, .pub-prose .pst-scrollable-table-container, .pub-prose div.math",
    ),
  ];

  const check = () => {
    const scrolling = windows.map((one) => one.scrollWidth > one.clientWidth);
    windows.forEach((one, number) => {
      one.toggleAttribute("tabindex", scrolling[number]);
      if (!scrolling[number]) return;
      one.tabIndex = 0;
      if (one.matches("pre")) return;
      one.setAttribute("role", "region");
      one.setAttribute("aria-label", one.matches(".math") ? "Formula" : "Table");
    });
  };

  // An observer calls once at the start, when the page has been laid out anyway.
  if (windows.length) new ResizeObserver(check).observe(document.body);
}
