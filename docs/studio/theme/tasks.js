// The tasks of the lab: where each stands, and which one is chosen. That follows the learner: to the method that is being
// written, to the step that is being read, and on to the next task when one is passed.

import { get } from "./api.js";
import { isLanding, land } from "./landing.js";
import { lab } from "./pane.js";

const SIGNS = { passed: "✓", failed: "✗" };

export const list = make("select", { ariaLabel: "Task" });
let view = null;                // of the lab, as the studio knows it
let listener = () => {};
let picked = false;             // whether the task stays, although the page has moved, until the learner scrolls

// Calls `chosen` with a task when there is another one, and whether the editor is to stay where it is.
export async function begin(chosen) {
  listener = chosen;
  await refresh();
  list.addEventListener("change", () => {
    stay();
    listener(task(), false);
    land(document.getElementById(task().anchor));
  });
  follow();
  return view;
}

// Asks again, and tells the rest of the page.
export async function refresh() {
  const before = list.value && task();
  view = await get("api/lab?lab=" + lab);
  const chosen = list.value || view.next;
  list.replaceChildren(...view.tasks.map(({ id, verdict, earned, points }) =>
    new Option(`${SIGNS[verdict] ?? "○"} ${id}  ${earned}/${points}`, id, false, id === chosen)));
  if (before && !isDone(before) && isDone(task())) goOn();
  document.dispatchEvent(new CustomEvent("progress"));
}

export const tasks = () => view.tasks;
export const task = (id = list.value) => view.tasks.find(one => one.id === id);
export const isDone = ({ verdict }) => ["passed", "skipped"].includes(verdict);

export function choose(one, stay = false) {
  list.value = one.id;
  listener(one, stay);
}

// From a task that is done to the next one, if there is one. The editor stays: the learner may be typing in it.
export function goOn() {
  if (isDone(task()) && view.next) choose(task(view.next), true);
}

// The page moves by itself: that is no reading.
export function stay() {
  picked = true;
}

// The learner works on the method of a task.
export function worksOn(id) {
  if (id !== list.value && task(id)) choose(task(id), true);
}

// The page's step and the task's method stay side by side, unless the learner is typing.
function follow() {
  const steps = view.tasks.filter(one => document.getElementById(one.anchor));
  let read = null;
  const look = () => {
    const top = one => document.getElementById(one.anchor).getBoundingClientRect().top;
    const step = steps.findLast(one => top(one) < innerHeight * 0.3);
    const shown = root.classList.contains("with-lab");
    if (!step || step === read || !shown || document.activeElement.closest(".lab-file")) return;
    read = step;
    picked &&= isLanding();
    if (step.id !== list.value && !picked && (!isDone(task(step.id)) || !view.next)) choose(step);
  };
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(look);
  };
  addEventListener("scroll", soon, { passive: true });
  soon();
}
