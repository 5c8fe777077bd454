// --- code: a copy button, and a tab stop where a block has to be scrolled ---

for (const pre of document.querySelectorAll("main pre")) {
  const frame = document.createElement("div");
  frame.className = "code";
  pre.replaceWith(frame);
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "copy";
  copy.textContent = "copy";
  copy.addEventListener("click", async () => {
    const commands = [...pre.querySelectorAll(".command")].map(command => command.textContent);
    // Of a transcript the bytes are copied, as `printf %b` takes them: its lines end where \n stands.
    const text = pre.closest(".transcript") ? pre.textContent.replaceAll("\n", "") : pre.textContent;
    try {
      await navigator.clipboard.writeText(commands.length ? commands.join("\n") : text);
      say("copied");
    } catch {
      say("the browser does not let pages copy");
    }
  });
  frame.append(pre, copy);
  new ResizeObserver(() => {
    pre.tabIndex = pre.scrollWidth > pre.clientWidth ? 0 : -1;
  }).observe(pre);
}
