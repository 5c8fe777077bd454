// The keys that a page has here besides those of the site, in the list that ? opens.

const EDITOR = [["complete a name", "Ctrl+Space"], ["what the word at the cursor means", "F1"],
  ["go to its declaration", "F12", "Alt+."]];
const CELL = [["run a cell", "Ctrl+Enter", "⌘Enter"], ["run a cell, then go to the next one", "Shift+Enter"]];
const LAB = [["in a file of the lab: grade the task", "Ctrl+Enter", "⌘Enter"], ["save the file", "Ctrl+S", "⌘S"],
  ["find in the files of the lab", "Ctrl+Shift+F", "⇧⌘F"]];

export function listKeys(hasCells, hasLab) {
  const keys = [hasCells && CELL, hasLab && LAB, (hasCells || hasLab) && EDITOR].filter(Boolean).flat();
  document.querySelector("dialog.keys dl").lastElementChild.before(...keys.map(([does, ...names]) => make("div", {},
    make("dt", {}, ...names.flatMap((name, i) => [i ? " or " : "", make("kbd", { textContent: name })])),
    make("dd", { textContent: does }))));
}
