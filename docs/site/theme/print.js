// --- paper: folds print open, and the answers to all exercises that are printed come last, under their numbers ---

let opened = [];

function unfolded(fold) {
  return [...fold.cloneNode(true).childNodes].filter(node => node.localName !== "summary");
}

// Cards, and questions to answer aloud, have a fold each. The latter are no fieldset: their list has no number.
function answersOf(exercise, number) {
  const label = exercise.querySelector("legend .label");
  const each = [...exercise.querySelectorAll(":is(.cards, .aloud) > li > details")];
  const answers = each.length ? [make("ol", {}, ...each.map(fold => make("li", {}, ...unfolded(fold))))]
    : [...exercise.querySelectorAll(":scope > details")].flatMap(unfolded);
  const name = label ? `${number} · ${label.firstChild.textContent.trim()}` : "Answer aloud";
  return make("div", { className: "answer" }, make("h3", {}, name), ...answers);
}

function toPaper() {
  if (opened.length || document.querySelector(".answers")) return;     // told twice
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const fold of opened) fold.open = true;
  const printed = [...document.querySelectorAll("main :is(fieldset, .aloud):has(details)")]
    .filter(exercise => exercise.checkVisibility() && !exercise.closest(".other-altitude"));
  if (!printed.length) return;
  const numbered = printed.filter(exercise => exercise.matches("fieldset"));
  const answers = make("section", { className: "answers" }, make("h2", {}, "Answers"),
    ...printed.map(exercise => answersOf(exercise, numbered.indexOf(exercise) + 1)));
  for (const part of answers.querySelectorAll("[id], [hidden]")) {
    part.removeAttribute("id");
    part.removeAttribute("hidden");
  }
  document.querySelector("main").append(answers);
}

function fromPaper() {
  document.querySelector(".answers")?.remove();
  for (const fold of opened) fold.open = false;
  opened = [];
}

addEventListener("beforeprint", toPaper);
addEventListener("afterprint", fromPaper);
matchMedia("print").addEventListener("change", ({ matches: paper }) => paper ? toPaper() : fromPaper());
