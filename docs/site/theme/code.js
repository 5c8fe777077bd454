// --- code: copy buttons. Tab stops at that of the next block in view alone, and arrows lead on from there ---

const copies = [];

function addCopy(pre) {
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
  copy.tabIndex = -1;
  pre.before(make("div", { className: "copying" }, copy));      // a frame around it would lay out the page again
  copies.push(copy);
}

document.addEventListener("keydown", event => {
  const from = document.activeElement;
  const seen = copies.filter(copy => copy.checkVisibility());
  if (event.key === "Tab" && !copies.includes(from)) {
    const side = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    const ahead = seen.filter(copy => from.compareDocumentPosition(copy) & side && isInView(copy.parentElement.nextElementSibling));
    const stop = event.shiftKey ? ahead.at(-1) : ahead[0];
    for (const copy of copies) copy.tabIndex = copy === stop ? 0 : -1;
  } else if (copies.includes(from) && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    event.preventDefault();
    seen[seen.indexOf(from) + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
  }
});

function isInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

// --- tables and code that are too wide scroll by themselves: then they have a name, and a Tab stop ---

const scrolling = new WeakMap();      // what may scroll, with the attributes that it has then

// All are asked before one is changed: else each question would lay out the page again.
const sizes = new ResizeObserver(entries => {
  const frames = entries.map(({ target }) => target);
  const scrolls = frames.map(frame => frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight);
  frames.forEach((frame, i) => {
    for (const [attribute, value] of scrolling.get(frame)) {
      if (scrolls[i]) frame.setAttribute(attribute, value);
      else frame.removeAttribute(attribute);
    }
  });
});

function nameWhereItScrolls(frame, role, name) {
  scrolling.set(frame, [["tabindex", "0"], ["role", role], ["aria-label", name]]);
  sizes.observe(frame);
}

for (const frame of document.querySelectorAll("main .table")) {
  const heads = [...frame.querySelectorAll("thead th")].map(head => head.textContent.trim()).join(", ");
  nameWhereItScrolls(frame, "region", frame.querySelector("caption")?.textContent ?? (heads ? "Table: " + heads : "Table"));
}

function dressCode(pre) {
  const block = pre.closest(".listingblock, .literalblock, .run, .recording, figure");
  nameWhereItScrolls(pre, "group", block?.ariaLabel ?? block?.querySelector(".title, figcaption, summary")?.textContent ?? "Code");
  addCopy(pre);
}

for (const pre of document.querySelectorAll("main pre")) dressCode(pre);
