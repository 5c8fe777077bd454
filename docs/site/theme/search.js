// --- search: a dialog; its index is loaded when it opens for the first time ---

const question = make("input", { id: "search-words", type: "search", autocomplete: "off", autocapitalize: "none", spellcheck: false });
const found = make("ol", { className: "found", hidden: true });
const count = make("p", { className: "count", id: "search-count", role: "status" });
const finder = make("dialog", { className: "finder", ariaLabel: "Search" },
  make("div", { className: "ask" }, make("label", { htmlFor: "search-words", textContent: "Search all pages" }), question,
    press("Close", () => finder.close())),
  count, found);
question.setAttribute("aria-describedby", "search-count");
document.body.append(finder);
document.querySelector("button.search").addEventListener("click", openSearch);

// The page for wrong addresses may be shown at any depth: what the site has stands beside its script.
const site = document.querySelector("script[src$='site.js']").src;

let index = null;

function loadIndex() {
  return index ??= new Promise((resolve, reject) => {
    const script = make("script", { src: new URL("search-index.js", site).href });
    script.addEventListener("load", () => resolve(unpacked(window.searchIndex)));
    script.addEventListener("error", () => {
      index = null;      // the next opening tries again
      reject(new Error("no index"));
    });
    document.head.append(script);
  });
}

async function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  return JSON.parse(text).flatMap(([file, title, entries]) => entries.map(([anchor, heading, altitude, text, code]) =>
    ({ file, title, anchor, heading, altitude, text, code })));
}

function openSearch() {
  for (const other of document.querySelectorAll("dialog[open]")) other.close();
  finder.showModal();
  question.select();
  showFound();
}

async function showFound() {
  const asked = question.value;
  try {
    const entries = await loadIndex();
    if (asked === question.value) show(find(entries, asked), asked.trim());
  } catch {
    show([], "", "Search does not work here: search-index.js could not be read. The menu has all pages.");
  }
}

function show(results, asked, message = outcome(results, asked)) {
  const words = patterns(asked);
  found.replaceChildren(...results.slice(0, most).map(entry => make("li", {}, link(entry, words))));
  found.hidden = !results.length;
  found.scrollTop = 0;
  if (count.textContent !== message) count.textContent = message;
}

function outcome(results, asked) {
  if (!asked) return "Type words, or the beginning of them. WAIT finds TIME_WAIT, content finds Content-Length.";
  if (!results.length) return `Nothing found for “${asked}”. Try fewer words, only the beginning of a word, or another word for it.`;
  return counted(results.length, "result") + (results.length > most ? `, of which ${most} are shown` : "");
}

function link(entry, words) {
  const heading = make("span", { className: "heading" }, ...marked(entry.heading || entry.title, words));
  if (entry.altitude) heading.append(" ", make("span", { className: `altitude-mark altitude-${entry.altitude}`, textContent: entry.altitude }));
  const link = make("a", { href: new URL(entry.file + (entry.anchor && "#" + entry.anchor), site).href });
  if (entry.heading) link.append(make("span", { className: "where" }, ...marked(entry.title, words)));
  link.append(heading, make("span", { className: "passage" }, ...marked(passage(entry, words), words)));
  link.addEventListener("click", () => finder.close());
  return link;
}

question.addEventListener("input", showFound);
finder.addEventListener("keydown", event => {
  if (event.key === "Escape") {       // a field for searching would only empty itself
    event.preventDefault();
    finder.close();
  }
  const stops = [question, ...found.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const to = at + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0);
  if (at >= 0 && to !== at && stops[to]) {
    event.preventDefault();
    stops[to].focus();
  } else if (event.key === "Enter" && at === 0 && !event.isComposing) {
    stops[1]?.click();
  }
});
