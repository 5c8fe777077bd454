// --- exercises: what quiz, order, recall, predict and drill share. Without a script they are text and a fold ---

// Where an exercise answers. Screen readers tell what is written there.
function verdict() {
  const place = make("div", { className: "verdict", role: "status" });
  return {
    place,
    tell(...words) { place.replaceChildren(...words); },
  };
}

// Puts a radio button or a box before each option of a list, and returns them.
function choices(list, type, name) {
  return [...list.children].map(item => {
    const input = make("input", { type, name });
    item.append(make("label", {}, input, make("span", {}, ...item.childNodes)));
    return input;
  });
}

// Where no script can tell, readers rate themselves.
function rating(exercise, question) {
  const all = Object.entries({ right: "knew it", half: "half", wrong: "not yet" }).map(([result, words]) => {
    const button = press(words, () => setResult(exercise, result));
    button.value = result;
    return button;
  });
  const show = () => { for (const button of all) button.ariaPressed = String(resultOf(exercise) === button.value); };
  document.addEventListener("record", show);
  show();
  return make("div", { className: "controls rating", role: "group", ariaLabel: question }, make("span", { textContent: question }), ...all);
}
