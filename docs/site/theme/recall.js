// --- recall: write an answer, then compare. What was written is kept in this browser and goes nowhere ---

for (const recall of document.querySelectorAll("fieldset.recall")) {
  const name = recall.dataset.exercise;
  const words = make("textarea", { rows: 3 });
  words.addEventListener("input", () => {
    changeRecord(record => {
      if (words.value) record.words[name] = words.value;
      else delete record.words[name];
    });
    answered(recall, words.value.trim() !== "");
  });
  const fill = () => {
    const now = readRecord().words[name] ?? "";
    if (words.value !== now) words.value = now;
  };
  document.addEventListener("record", fill);
  fill();
  recall.querySelector("details").before(make("label", { className: "own" }, "Your answer, in your own words", words));
}
