/* A page of the preview: shown again when there is a new edition, and with what keeps the
   next one from being made. Whatever it says is text, never markup. */
(() => {
  const script = document.currentScript;
  const shown = script.dataset.edition;
  const memory = `scroll ${location.pathname}`;
  let source;
  let told = "";

  const element = (name, text, ...children) => {
    const made = document.createElement(name);
    made.append(...(text ? [text] : []), ...children);
    return made;
  };

  /* Here from the start, so that its style is too when the server has gone. */
  const host = document.body.appendChild(element("div"));
  const style = element("link");
  style.rel = "stylesheet";
  style.href = new URL("live.css", script.src);
  const board = element("div");
  board.setAttribute("role", "status");
  host.attachShadow({ mode: "open" }).append(style, board);

  const isError = (problem) => problem.severity === "error";

  const line = (problem) => {
    const item = element("li", "", element("p", "", element("code", problem.place), ` ${problem.severity}: ${problem.message}`));
    if (problem.help) {
      const help = element("p", `help: ${problem.help}`);
      help.className = "help";
      item.append(help);
    }
    return item;
  };

  const show = (summary, problems = []) => {
    const words = JSON.stringify([summary, problems]);
    if (words === told) return;
    told = words;
    const ordered = [...problems].sort((one, other) => isError(other) - isError(one));
    const details = element("details", "", element("summary", summary), element("ol", "", ...ordered.map(line)));
    details.open = problems.some(isError);
    board.replaceChildren(...(summary ? [details] : []));
  };

  /* A browser has six connections for one host: pages that nobody sees let go of theirs. */
  const leave = () => {
    source?.close();
    source = undefined;
  };

  const hear = ({ data }) => {
    const { edition, summary, problems } = JSON.parse(data);
    if (edition === shown) return show(summary, problems);
    sessionStorage.setItem(memory, scrollY);
    leave();
    location.reload();
  };

  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource(new URL("events", script.src));
    source.onmessage = hear;
    source.onerror = () => show("The preview has ended, or is starting again.");
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
