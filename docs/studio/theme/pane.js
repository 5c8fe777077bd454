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

// One of them is open at a time.
export function panel(title) {
  const body = make("div", { className: "lab-panel-body", tabIndex: 0, role: "region", ariaLabel: title });
  const fold = make("details", { className: "lab-panel", name: "lab-panel" }, make("summary", { textContent: title }), body);
  below.append(fold);
  return { fold, body };
}

// Code or output, which the keyboard can scroll where it is too wide.
export function block(name, properties, ...children) {
  const pre = make("pre", properties, ...children);
  nameWhereItScrolls(pre, "group", name);
  return pre;
}

// The parts of a text of the course, in which code stands between backticks.
export function prose(text) {
  return text.split(/`([^`]+)`/).flatMap((part, i) => i % 2 ? make("code", {}, ...linked(part)) : linked(part));
}
