// --- recall: write an answer, compare, and say how it went. What was written is kept in this browser and goes nowhere ---

for (const recall of document.querySelectorAll("fieldset.recall")) {
  const name = recall.dataset.exercise;
  const words = make("textarea", { rows: 3 });
  words.addEventListener("input", () => {
    changeRecord(record => {
      if (words.value) record.words[name] = words.value;
      else delete record.words[name];
    });
    if ([undefined, "tried"].includes(resultOf(recall))) setResult(recall, words.value.trim() ? "tried" : null);
  });
  const fill = () => {
    const now = readRecord().words[name] ?? "";
    if (words.value !== now) words.value = now;
  };
  document.addEventListener("record", fill);
  fill();
  const answer = recall.querySelector("details");
  answer.append(rating(recall, "How well did you know it?"));
  answer.before(make("label", { className: "own" }, "Your answer, in your own words", words));
}
