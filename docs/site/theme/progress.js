// --- progress: which exercises are answered, which pages are done, and a sign at the links to these ---

const here = document.body.dataset.page;
const exercises = [...document.querySelectorAll("fieldset[data-exercise]")];
const pageLinks = [...document.querySelectorAll(".menu a, .neighbours a")];
const nameOf = link => link.getAttribute("href").replace(/\.html$/, "");

// Called by exercises; `is` is false when an exercise is empty again.
function answered(exercise, is = true) {
  const names = new Set(readRecord().answered[here]);
  if (names.has(exercise.dataset.exercise) === is) return;
  names[is ? "add" : "delete"](exercise.dataset.exercise);
  changeRecord(record => { record.answered[here] = [...names]; });
}

function toggleDone() {
  changeRecord(record => {
    if (here in record.done) delete record.done[here];
    else record.done[here] = new Date().toISOString().slice(0, 10);
  });
}

// Pages with exercises can be done; the others are to look things up.
function donePages(record) {
  const all = [...document.querySelectorAll(".menu a[data-exercises]")].map(nameOf);
  return { done: all.filter(page => page in record.done).length, all: all.length };
}

const unseen = text => make("span", { className: "unseen", textContent: text });
const tick = () => make("span", { className: "tick", textContent: "✓", ariaHidden: "true" });

const finish = {
  count: make("p"),
  button: press("I can explain this page", toggleDone),
};
if (exercises.length) {
  const place = make("section", { className: "finish", ariaLabel: "Your progress on this page" }, finish.count, finish.button);
  document.querySelector(".neighbours").before(place);
}

function mark(element, is, sign) {
  element.querySelector(".sign")?.remove();
  if (is) element.append(make("span", { className: "sign" }, " ", ...sign));
}

function showProgress() {
  const record = readRecord();
  const names = record.answered[here] ?? [];
  const isAnswered = exercise => names.includes(exercise.dataset.exercise);
  for (const exercise of exercises) mark(exercise.querySelector("legend .label"), isAnswered(exercise), [tick(), " answered"]);
  for (const link of pageLinks) mark(link, nameOf(link) in record.done, [tick(), unseen("done")]);

  const shown = exercises.filter(exercise => {     // at the altitude that was chosen
    const altitude = exercise.closest("main [data-altitude]")?.dataset.altitude;
    return !altitude || ["all", altitude].includes(root.dataset.altitude);
  });
  finish.count.textContent = `${shown.filter(isAnswered).length} of ${shown.length} exercises answered.`;
  finish.button.ariaPressed = String(here in record.done);
}

document.addEventListener("record", showProgress);
document.addEventListener("chosen", showProgress);
showProgress();
