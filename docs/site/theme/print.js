// --- paper: folds print open, and the answers to all exercises that are printed come last, under their numbers ---

let opened = [];

function answersOf(exercise, number) {
  const label = exercise.querySelector("legend .label").firstChild.textContent.trim();
  const answers = [...exercise.querySelectorAll(":scope > details")].flatMap(fold => [...fold.cloneNode(true).childNodes])
    .filter(node => node.localName !== "summary");
  return make("div", { className: "answer" }, make("h3", {}, `${number} · ${label}`), ...answers);
}

function toPaper() {
  if (opened.length || document.querySelector(".answers")) return;     // told twice
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const fold of opened) fold.open = true;
  const printed = [...document.querySelectorAll("main fieldset:has(> details)")]
    .filter(exercise => exercise.checkVisibility() && !exercise.closest(".other-altitude"));
  if (!printed.length) return;
  const answers = make("section", { className: "answers" }, make("h2", {}, "Answers"),
    ...printed.map((exercise, i) => answersOf(exercise, i + 1)));
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
