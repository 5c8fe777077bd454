// --- predict: the output is there when an answer has been given ---

document.querySelectorAll("fieldset.predict").forEach((predict, number) => {
  const output = predict.querySelector("details");
  const list = predict.querySelector(".options");
  const inputs = list ? choices(list, "radio", "predict-" + number) : [make("input", { type: "text", autocomplete: "off" })];
  const { place, tell } = verdict();

  function answer() {
    if (!list) return inputs[0].value.trim();
    return inputs.find(input => input.checked)?.parentElement.textContent.trim();
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
    answered(predict);
    output.hidden = false;
    output.open = true;
    for (const input of inputs) input.disabled = true;
    form.remove();
    tell(`You said: ${answer()}`);
    output.querySelector("summary").focus();
  });
  output.hidden = true;
  output.before(form, place);
});
