// Footnotes where they are read: beside their mark on a wide screen, below its paragraph on a
// narrow one. The notes themselves stay at the end of the text, for print and without a script.
{
  const prose = document.querySelector(".pub-prose");
  const wide = matchMedia("(min-width: 75rem)");
  const marks = [...(prose?.querySelectorAll("a.footnote-reference") ?? [])];
  const noteOf = (mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1)));

  // Tables that reach into the margin, as [top, bottom] within the text.
  const taken = (text) =>
    [...prose.querySelectorAll(".pst-scrollable-table-container")]
      .map((table) => table.getBoundingClientRect())
      .filter((table) => Math.max(text.left - table.left, table.right - text.right) > 8)
      .map((table) => [table.top - text.top - 16, table.bottom - text.top + 16]);

  const beside = () => {
    const text = prose.getBoundingClientRect();
    const tables = taken(text);
    let free = 0;
    const placed = new Set();
    for (const mark of marks) {
      const note = noteOf(mark);
      if (!note || placed.has(note)) continue;
      placed.add(note);
      let place = Math.max(free, mark.getBoundingClientRect().top - text.top - 4);
      for (const [top, bottom] of tables) {
        if (place < bottom && place + note.offsetHeight > top) place = bottom;
      }
      note.style.insetBlockStart = `${place}px`;
      free = place + note.offsetHeight + 16;
    }
    // A text shorter than its notes makes room for the last.
    prose.style.minBlockSize = `${free}px`;
  };

  const close = (mark) => {
    mark.removeAttribute("aria-expanded");
    document.getElementById(mark.dataset.open)?.remove();
    delete mark.dataset.open;
  };

  const open = (mark, note) => {
    const block = mark.closest("p, li, dd, td, blockquote, figcaption, .admonition") ?? mark;
    const copy = document.createElement("div");
    copy.className = "pub-note";
    copy.id = mark.dataset.open = `pub-note-${marks.indexOf(mark)}`;
    copy.dataset.mark = mark.textContent.replace(/[[\]]/g, "");
    copy.setAttribute("role", "note");
    copy.append(
      ...[...note.children]
        .filter((child) => !child.matches(".label, .backrefs"))
        .map((child) => child.cloneNode(true)),
    );
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    if (block.matches("td, li, dd")) {
      block.append(copy);
    } else {
      let last = block;
      while (last.nextElementSibling?.matches(".pub-note")) last = last.nextElementSibling;
      last.after(copy);
    }
    mark.setAttribute("aria-expanded", "true");
  };

  const arrange = () => {
    prose.classList.toggle("pub-prose--notes", wide.matches);
    if (wide.matches) {
      marks.filter((mark) => mark.dataset.open).forEach(close);
    } else {
      prose.style.minBlockSize = "";
    }
  };

  if (marks.length) {
    for (const mark of marks) {
      mark.addEventListener("click", (event) => {
        const note = noteOf(mark);
        if (wide.matches || !note) return;
        event.preventDefault();
        if (mark.dataset.open) close(mark);
        else open(mark, note);
      });
      const near = (on) => () => noteOf(mark)?.toggleAttribute("data-near", on);
      mark.addEventListener("pointerenter", near(true));
      mark.addEventListener("pointerleave", near(false));
      mark.addEventListener("focus", near(true));
      mark.addEventListener("blur", near(false));
    }
    wide.addEventListener("change", arrange);
    arrange();
    // An observer calls once at the start, when the page has been laid out anyway.
    new ResizeObserver(() => wide.matches && beside()).observe(prose);
  }
}
