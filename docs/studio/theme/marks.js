// Progress on the pages themselves: at each task's step, in the list of contents, in the menu, and in the list of labs.

// A tick needs no word for the eye; the others do.
const SIGNS = { passed: ["✓", () => unseen(" passed")], next: ["●", () => " next"], skipped: ["↷", () => " skipped"],
  gone: ["↺", () => " code gone"] };

// Marks all that the page says of labs and tasks; `course` is what the studio knows.
export function show({ labs, next }) {
  for (const lab of labs) {
    const state = lab.skipped ? "skipped" : lab.done ? "passed" : next?.lab === lab.lab ? "next" : "";
    const points = lab.earned && !lab.skipped ? `${lab.earned}/${lab.points}` : "";
    for (const link of document.querySelectorAll(`:is(.menu nav, main td) a[href="${lab.lab}.html"]`)) mark(link, state, points);
  }
  const own = labs.find(lab => lab.lab === document.body.dataset.page);
  showCrux(own?.crux);
  for (const task of own?.tasks ?? []) {
    const isNext = next?.lab === own.lab && next.task === task.id;
    const state = task.done ? "passed" : task.gone ? "gone" : isNext ? "next" : "";
    const points = task.graded && !task.done && !task.gone ? `${task.earned}/${task.points}` : "";
    mark(document.getElementById(task.anchor), state, points);
    mark(document.querySelector(`.contents a[href="#${task.anchor}"]`), state, points);
  }
}

// What the learner has made of the page's crux.
function showCrux(words) {
  document.querySelector(".own-crux")?.remove();
  if (words) document.querySelector("main .crux")?.append(make("p", { className: "own-crux", textContent: "In your words: " + words }));
}

function mark(element, state, points) {
  if (!element) return;
  const old = element.querySelector(".step-mark");
  if (old?.nextSibling?.nodeType === Node.TEXT_NODE) old.nextSibling.remove();
  old?.remove();
  const [sign, word] = SIGNS[state] ?? [];
  if (!sign && !points) return;
  const shown = make("span", { className: "step-mark " + state },
    ...sign ? [make("span", { textContent: " " + sign, ariaHidden: "true" }), word()] : [],
    ...points ? [" " + points, unseen(" points")] : []);
  const anchor = element.querySelector(":scope > .anchor");
  anchor ? anchor.before(shown, " ") : element.append(shown);
}
