// What scrolls sideways in a window of its own can be reached by keyboard, in every browser.
{
  const windows = [
    ...document.querySelectorAll(
      ".pub-prose pre, .pub-prose .pst-scrollable-table-container, .pub-prose .math",
    ),
  ];

  const check = () => {
    const scrolling = windows.map((one) => one.scrollWidth > one.clientWidth);
    windows.forEach((one, number) => {
      one.toggleAttribute("tabindex", scrolling[number]);
      if (!scrolling[number]) return;
      one.tabIndex = 0;
      if (one.matches("pre")) return;
      // Not a region: landmarks of one name are no help to anybody.
      one.setAttribute("role", "group");
      one.setAttribute("aria-label", one.matches(".math") ? "Formula" : "Table");
    });
  };

  // An observer calls once at the start, when the page has been laid out anyway.
  if (windows.length) new ResizeObserver(check).observe(document.body);
}
