// --- progress: how exercises went, which pages are done, and a sign at the links to these ---

const here = document.body.dataset.page;
const exercises = [...document.querySelectorAll("fieldset[data-exercise]")];
const pageLinks = [...document.querySelectorAll(".menu a, .neighbours a")];
const nameOf = link => link.getAttribute("href").replace(/\.html$/, "");

const labels = {
  right: ["✓", " right"],
  half: ["◐", " half"],
  wrong: ["✗", " not yet"],
  tried: ["✓", " answered"],
};

// Called by exercises with right, half, wrong or tried; with null when an exercise is empty again.
function setResult(exercise, result) {
  changeRecord(record => {
    const { [exercise.dataset.exercise]: before, ...others } = record.results[here] ?? {};
    record.results[here] = result ? { ...others, [exercise.dataset.exercise]: result } : others;
  });
}

const resultOf = exercise => readRecord().results[here]?.[exercise.dataset.exercise];

// A question that has changed is another one: what is not on the page any more cannot be tried again.
function forgetTheGone() {
  const known = new Set(exercises.map(exercise => exercise.dataset.exercise));
  const results = Object.entries(readRecord().results[here] ?? {});
  const left = results.filter(([name]) => known.has(name));
  if (left.length < results.length) changeRecord(record => { record.results[here] = Object.fromEntries(left); });
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
const sign = text => make("span", { className: "tick", textContent: text, ariaHidden: "true" });

const finish = {
  count: make("p"),
  again: make("div", { className: "again" }),
  button: press("I can explain this page: mark it as done", toggleDone),
  done: make("p", { className: "marked", role: "status" }),
};
if (exercises.length) {
  const place = make("section", { className: "finish", ariaLabel: "Your progress on this page" },
    finish.count, finish.button, finish.done, finish.again);
  document.querySelector(".neighbours").before(place);
}

function mark(element, signs, kind = "") {
  element.querySelector(".sign")?.remove();
  if (signs) element.append(make("span", { className: "sign " + kind }, " ", ...signs));
}

function toTryAgain(exercise) {
  const question = exercise.querySelector("legend > :last-child").textContent;
  return make("li", {}, make("a", { href: "#" + exercise.id, textContent: question }));
}

function showProgress() {
  const record = readRecord();
  const results = new Map(exercises.map(exercise => [exercise, record.results[here]?.[exercise.dataset.exercise]]));
  for (const [exercise, result] of results) {
    const [tick, words] = labels[result] ?? [];
    mark(exercise.querySelector("legend .label"), result && [sign(tick), words], result);
  }
  for (const link of pageLinks) mark(link, nameOf(link) in record.done && [sign("✓"), unseen("done")]);

  const shown = exercises.filter(exercise => {     // at the altitude that was chosen
    const altitude = exercise.closest("main [data-altitude]")?.dataset.altitude;
    return !altitude || ["all", altitude].includes(root.dataset.altitude);
  });
  const withResult = (...wanted) => shown.filter(exercise => wanted.includes(results.get(exercise)));
  const tried = withResult("tried").length;
  finish.count.textContent = `${withResult("right").length} of ${shown.length} exercises right${tried ? `, ${tried} answered` : ""}.`;
  const again = withResult("wrong", "half");
  finish.again.replaceChildren(...again.length ? [make("p", { textContent: "To revisit:" }), make("ul", {}, ...again.map(toTryAgain))] : []);
  finish.button.ariaPressed = String(here in record.done);
  finish.done.textContent = here in record.done ? `Done on ${record.done[here]}. The menu shows it. Press again to undo.` : "";
}

document.addEventListener("record", showProgress);
document.addEventListener("chosen", showProgress);
forgetTheGone();
showProgress();
