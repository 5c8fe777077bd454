// --- recall: write an answer, then compare. What was written is kept in this browser and goes nowhere ---

document.querySelectorAll("fieldset.recall").forEach((recall, number) => {
  const name = `recall.${location.pathname.split("/").pop()}.${number}`;
  const words = make("textarea", { rows: 3, value: memory.read(name) ?? "" });
  words.addEventListener("input", () => memory.write(name, words.value));
  recall.querySelector("details").before(make("label", { className: "own" }, "Your answer, in your own words", words));
});
