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

function showLeft() {
  document.querySelector(".continue")?.remove();
  const { left } = readRecord();
  const page = left && document.querySelector(`.menu a[href="${left.page}.html"]`);
  if (here !== "index" || !page) return;
  const link = make("a", { href: `${left.page}.html#${left.anchor}` }, `${page.firstChild.data} · ${left.heading}`);
  document.querySelector("main h1").after(make("p", { className: "continue" }, "Continue where you left off: ", link));
}
document.addEventListener("record", showLeft);
showLeft();
