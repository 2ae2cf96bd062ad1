/* A page of the preview: shown again when there is a new edition, and with what keeps the
   next one from being made. Whatever it says is text, never markup. */
(() => {
  const script = document.currentScript;
  const shown = script.dataset.edition;
  const memory = `scroll ${location.pathname}`;
  let source;
  let host;

  const element = (name, text, ...children) => {
    const made = document.createElement(name);
    made.append(...(text ? [text] : []), ...children);
    return made;
  };

  const line = (problem) => {
    const item = element("li", "", element("p", "", element("code", problem.place), ` ${problem.severity}: ${problem.message}`));
    if (problem.help) {
      const help = element("p", `help: ${problem.help}`);
      help.className = "help";
      item.append(help);
    }
    return item;
  };

  const show = ({ summary, problems }) => {
    host?.remove();
    if (!summary) return;
    const style = element("link");
    style.rel = "stylesheet";
    style.href = new URL("live.css", script.src);
    const isRefused = problems.some((problem) => problem.severity === "error");
    const details = element("details", "", element("summary", summary), element("ol", "", ...problems.map(line)));
    details.open = isRefused;
    host = element("div");
    host.setAttribute("role", isRefused ? "alert" : "status");
    host.attachShadow({ mode: "open" }).append(style, details);
    document.body.append(host);
  };

  const hear = ({ data }) => {
    const news = JSON.parse(data);
    if (news.edition === shown) return show(news);
    sessionStorage.setItem(memory, scrollY);
    leave();
    location.reload();
  };

  /* A browser has six connections for one host: pages that nobody sees let go of theirs. */
  const leave = () => {
    source?.close();
    source = undefined;
  };

  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(new URL("events", script.src));
    source.onmessage = hear;
    source.onerror = () => show({ summary: "The preview has ended, or is starting again.", problems: [] });
  };

  addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);

  /* Browsers do this themselves, but not all where pictures make the page grow. */
  const place = sessionStorage.getItem(memory);
  if (place !== null) {
    sessionStorage.removeItem(memory);
    addEventListener("load", () => scrollTo({ top: place, behavior: "instant" }));
  }
  listen();
})();
