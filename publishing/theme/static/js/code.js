// A button on every block of code that copies it, without line numbers and prompts.
if (navigator.clipboard) {
  const said = document.createElement("span");
  said.className = "pub-visually-hidden";
  said.setAttribute("role", "status");

  const textOf = (block) => {
    const copy = block.cloneNode(true);
    for (const aside of copy.querySelectorAll(".linenos, .gp")) aside.remove();
    return copy.textContent.replace(/\n$/, "");
  };

  for (const block of document.querySelectorAll(".pub-prose .highlight > pre")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pub-copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy this code");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(textOf(block));
      button.textContent = "Copied";
      button.dataset.done = "";
      said.textContent = "Copied";
      setTimeout(() => {
        button.textContent = "Copy";
        delete button.dataset.done;
        said.textContent = "";
      }, 2000);
    });
    block.after(button);
  }
  document.querySelector(".pub-prose")?.append(said);
}
