// --- quiz: choose, then check; the reason of each choice comes from the fold below ---

document.querySelectorAll("fieldset.quiz").forEach((quiz, number) => {
  const answers = [...quiz.querySelectorAll("details li")];
  const right = answers.map(answer => answer.classList.contains("right"));
  const several = right.filter(Boolean).length > 1;
  const list = quiz.querySelector(".options");
  const inputs = choices(list, several ? "checkbox" : "radio", "quiz-" + number);
  const { place, tell } = verdict();

  function reason(i) {
    const words = answers[i].cloneNode(true).childNodes;
    return make("p", { className: right[i] ? "good" : "bad" }, (right[i] ? "✓ " : "✗ "), ...words);
  }

  function check() {
    const chosen = inputs.flatMap((input, i) => input.checked ? [i] : []);
    if (!chosen.length) return tell(make("p", {}, "Choose first."));
    setResult(quiz, right.every((one, i) => one === chosen.includes(i)) ? "right" : "wrong");
    const missing = right.some((one, i) => one && !chosen.includes(i)) && chosen.every(i => right[i]);
    tell(...chosen.map(reason), ...missing ? [make("p", {}, "There is another right one.")] : []);
  }

  list.addEventListener("change", () => tell());
  list.after(make("p", { className: "controls" }, press("Check", check)), place);
});
