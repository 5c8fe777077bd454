// --- predict: the output is there when an answer has been given ---

document.querySelectorAll("fieldset.predict").forEach((predict, number) => {
  const output = predict.querySelector("details");
  const list = predict.querySelector(".options");
  const inputs = list ? choices(list, "radio", "predict-" + number) : [make("input", { type: "text", autocomplete: "off" })];
  const right = list?.dataset.right && inputs[list.dataset.right];
  const words = input => input.parentElement.textContent.trim();
  const { place, tell } = verdict();

  function answer() {
    return list ? inputs.find(input => input.checked) : inputs[0].value.trim();
  }

  function point(input, text, whose = "") {
    input.parentElement.append(make("b", { className: "mark " + whose, textContent: text }));
  }

  function judge() {
    const given = answer();
    if (!right) {
      if (!resultOf(predict)) setResult(predict, "tried");
      output.append(rating(predict, "Did you know it?"));
      return tell(`You said: ${list ? words(given) : given}`);
    }
    const good = given === right;
    setResult(predict, good ? "right" : "wrong");
    tell(make("p", { className: good ? "good" : "bad" },
      good ? `✓ Right: ${words(right)}` : `✗ Not this time. You said: ${words(given)}`));
    point(right, "✓ right");
    if (!good) point(given, "✗ yours", "yours");
  }

  const form = make("form", { className: "controls", id: `predict-${number}-form` });
  for (const input of inputs) input.setAttribute("form", form.id);       // so that Enter sends it
  if (!list) form.append(make("label", { className: "own" }, "Your prediction", ...inputs));
  form.append(make("button", { textContent: "Show what comes out" }));
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (!answer()) {
      tell("First say what you expect.");
      inputs[0].focus();
      return;
    }
    judge();
    output.hidden = false;
    output.open = true;
    for (const input of inputs) input.disabled = true;
    form.remove();
    output.querySelector("summary").focus();
  });
  output.hidden = true;
  output.before(form, place);
});
