// Roots. A browser draws their sign with a font made for mathematics, and where there is none, as
// on many phones, leaves it out: 1/√n becomes 1/n. There a plain sign and a line stand in.
{
  const roots = document.querySelectorAll(".pub-prose :is(msqrt, mroot)");

  const make = (name, ...children) => {
    const made = document.createElementNS("http://www.w3.org/1998/Math/MathML", name);
    made.append(...children);
    return made;
  };

  const areDrawn = () => {
    const inner = make("mi", "x");
    const root = make("msqrt", inner);
    const trial = make("math", root);
    roots[0].closest(".pub-prose").append(trial);
    const room = root.getBoundingClientRect().width - inner.getBoundingClientRect().width;
    trial.remove();
    return room > 2;
  };

  if (roots.length && !areDrawn()) {
    for (const root of roots) {
      const row = make("mrow");
      root.replaceWith(row);
      if (root.localName === "mroot") row.append(make("msup", make("mrow"), root.lastElementChild));
      const inner = make("mrow", ...root.childNodes);
      inner.classList.add("pub-root");
      const sign = make("mo", "√");
      sign.setAttribute("lspace", "0");
      sign.setAttribute("rspace", "0");
      row.append(sign, inner);
    }
  }
}
