// What the parts of the lab's pane share: its frame, its panels, and the line that says what came of an action.

import { NoAnswer } from "./api.js";
import { linked } from "./places.js";

export const lab = document.body.dataset.page.replace(/-interface$/, "");
export const pane = make("aside", { className: "lab-pane", ariaLabel: "The lab" });
export const below = make("div", { className: "lab-below" });
export const told = make("p", { className: "lab-told", role: "status" });

let offline = false;            // whether it says something that is true only until the studio answers again

// It stays there until something else is told: a path or a reason takes longer to read than a second.
export function tell(text) {
  offline = false;
  told.replaceChildren(...linked(text));
}

export function fail(problem) {
  tell(problem.message);
  offline = problem instanceof NoAnswer;
}

export function untell() {
  if (offline) tell("");
  offline = false;
}

export function group(name, ...parts) {
  return make("div", { className: "lab-actions", role: "group", ariaLabel: name }, ...parts);
}

export const heads = make("div", { className: "lab-heads", role: "group", ariaLabel: "Panels" });
const folds = [];               // of the panels; those that were opened last are first
const MOST_OPEN = 2;

// The panels are beside each other, two at most. `opened` is called when the learner has opened it.
export function panel(title, opened = () => {}) {
  const id = "lab-panel-" + title.toLowerCase().replaceAll(" ", "-");
  const body = make("div", { className: "lab-panel-body", id, tabIndex: 0, role: "region", ariaLabel: title, hidden: true });
  const head = press(title, () => {
    fold.open = !fold.open;
    if (fold.open) opened();
  });
  head.setAttribute("aria-controls", id);
  const fold = {
    get open() { return !body.hidden; },
    set open(value) {
      body.hidden = !value;
      head.ariaExpanded = String(value);
      if (value) folds.unshift(...folds.splice(folds.indexOf(fold), 1));
      folds.filter(one => one.open).slice(MOST_OPEN).forEach(one => one.open = false);
      below.hidden = !folds.some(one => one.open);
    },
  };
  folds.push(fold);
  fold.open = false;
  heads.append(head);
  below.append(body);
  return { fold, body };
}

// The parts of a text of the course, in which code stands between backticks.
export function prose(text) {
  return text.split(/`([^`]+)`/).flatMap((part, i) => i % 2 ? make("code", {}, ...linked(part)) : linked(part));
}
