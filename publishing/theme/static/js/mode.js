// The switch between light and dark. Which of the two a page opens in is decided in its head
// (partials/mode.js), before anything is painted.
{
  const root = document.documentElement;
  const button = document.querySelector(".pub-tool--mode");
  const system = matchMedia("(prefers-color-scheme: dark)");

  const stored = () => {
    try {
      return localStorage.pubTheme;
    } catch {
      return undefined; // a browser that keeps nothing
    }
  };

  const show = (theme) => {
    root.dataset.theme = theme;
    button?.setAttribute("aria-pressed", String(theme === "dark"));
  };

  // What the browser draws around the page; the page itself has its two colours in its head.
  const frame = () => {
    const colour = getComputedStyle(root).backgroundColor;
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = colour;
  };

  const followed = () => (system.matches ? "dark" : "light");

  button?.addEventListener("click", () => {
    const theme = root.dataset.theme === "dark" ? "light" : "dark";
    try {
      // A reader who is back at what the system says follows the system again.
      if (theme === followed()) delete localStorage.pubTheme;
      else localStorage.pubTheme = theme;
    } catch {
      // The choice holds for this page.
    }
    show(theme);
    frame();
  });
  system.addEventListener("change", () => stored() ?? show(followed()));
  addEventListener("storage", () => show(stored() ?? followed()));

  show(stored() ?? followed());
  if (stored()) requestAnimationFrame(frame);
  button?.removeAttribute("hidden");
}
