// --- where a reader left off: the section at the top of the window on a page with exercises; the index leads back to it ---

function wordsOfHeading(heading) {
  const words = heading.cloneNode(true);
  for (const extra of words.querySelectorAll(".anchor, .altitude-mark")) extra.remove();
  return words.textContent.trim();
}

function remember() {
  const reached = [...document.querySelectorAll("main :is(h2, h3)[id]")]
    .filter(heading => heading.checkVisibility() && heading.getBoundingClientRect().top < 120).at(-1);
  if (!reached || readRecord().left?.anchor === reached.id && readRecord().left.page === here) return;
  changeRecord(record => { record.left = { page: here, anchor: reached.id, heading: wordsOfHeading(reached) }; });
}

if (exercises.length) {
  addEventListener("pagehide", remember);
  document.addEventListener("visibilitychange", () => { if (document.hidden) remember(); });
}

const inMenu = page => document.querySelector(`.menu a[href="${page}.html"]`);

// A link to the first exercise of each page that went wrong.
function revisiting(record) {
  return Object.entries(record.results).flatMap(([page, results]) => {
    const again = Object.keys(results).filter(name => ["wrong", "half"].includes(results[name]));
    return again.length && inMenu(page)
      ? [" ", make("a", { href: `${page}.html#${again[0]}` }, `${inMenu(page).firstChild.data} (${again.length})`)] : [];
  });
}

function showLeft() {
  for (const old of document.querySelectorAll(".continue")) old.remove();
  if (here !== "index") return;
  const record = readRecord();
  const { left } = record;
  const revisit = revisiting(record);
  const title = document.querySelector("main h1");
  if (revisit.length) title.after(make("p", { className: "continue" }, "Exercises to revisit:", ...revisit));
  if (!left || !inMenu(left.page)) return;
  const link = make("a", { href: `${left.page}.html#${left.anchor}` }, `${inMenu(left.page).firstChild.data} · ${left.heading}`);
  title.after(make("p", { className: "continue left-off" }, "Continue where you left off: ", link));
}
document.addEventListener("record", showLeft);
showLeft();
