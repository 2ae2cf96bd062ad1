// The contents of a post: unfolded where they stand beside the text, marking the section in view.
{
  const contents = document.querySelector(".pub-contents");
  const wide = matchMedia("(min-width: 75rem)");

  const follow = () => {
    const links = new Map(
      [...contents.querySelectorAll("a")].map((link) => [
        document.getElementById(decodeURIComponent(link.hash.slice(1))),
        link,
      ]),
    );
    const headings = [...links.keys()].filter(Boolean);
    let current;
    let due = false;

    const mark = () => {
      due = false;
      const line = innerHeight / 4;
      const above = headings.filter((heading) => heading.getBoundingClientRect().top < line);
      const link = links.get(above.at(-1));
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      // Within the list alone: scrollIntoView would move the page as well.
      if (link && wide.matches) contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
      current = link;
    };

    const soon = () => {
      if (!due) requestAnimationFrame(mark);
      due = true;
    };
    addEventListener("scroll", soon, { passive: true });
    soon();
  };

  if (contents) {
    const unfold = () => (contents.open = wide.matches);
    wide.addEventListener("change", unfold);
    unfold();
    follow();
    // On a phone the list has done its work when it has led somewhere.
    contents.addEventListener("click", (event) => {
      if (event.target.closest("a") && !wide.matches) contents.open = false;
    });
  }
}
