// --- code: a copy button, and a tab stop where a block has to be scrolled ---

for (const pre of document.querySelectorAll("main pre")) {
  const frame = make("div", { className: "code" });
  pre.replaceWith(frame);
  const copy = press("copy", async () => {
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
  copy.className = "copy";
  frame.append(pre, copy);
  new ResizeObserver(() => {
    pre.tabIndex = pre.scrollWidth > pre.clientWidth ? 0 : -1;
  }).observe(pre);
}
