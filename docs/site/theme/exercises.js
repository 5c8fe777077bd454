// --- exercises: what quiz, order, recall and predict share. Without a script they are text and a fold ---

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
