// Places in files, such as `Listener.java:39`, wherever a text names them: a press opens the editor there.

const PLACE = /((?:[\w.-]+\/)*[\w$-]+\.(?:java|sql)):(\d+)/g;
const editors = [];             // { knows, open }

// `knows` says of a path whether it is a file that `open` can show, which gets a place.
export function opens(knows, open) {
  editors.push({ knows, open });
}

// The parts of a text; places are buttons.
export function linked(text) {
  const parts = [];
  let at = 0;
  for (const { 0: place, 1: path, index } of text.matchAll(PLACE)) {
    const editor = editors.find(one => one.knows(path));
    if (!editor) continue;
    const button = press(place, () => editor.open(place));
    button.className = "place";
    parts.push(text.slice(at, index), button);
    at = index + place.length;
  }
  return [...parts, text.slice(at)];
}
