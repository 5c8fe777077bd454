// The tasks of the lab: where each stands, and which one is chosen. That follows the learner: to the method that is being
// written, to the step that is being read, and on to the next task when one is passed.

import { get } from "./api.js";
import { isLanding, land } from "./landing.js";
import { fail, lab } from "./pane.js";

const SIGNS = { passed: "✓", failed: "✗", "code gone": "↺" };

export const list = make("select", { ariaLabel: "Task" });
let known = null;               // of the lab, what the studio has said last
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
  return known;
}

// Asks again, and tells the rest of the page.
export async function refresh() {
  const before = list.value && task();
  known = await get("api/lab?lab=" + lab);
  const chosen = list.value || known.next;
  list.replaceChildren(...known.tasks.map(({ id, verdict, earned, points }) =>
    new Option(`${SIGNS[verdict] ?? "○"} ${id}  ${earned}/${points}`, id, false, id === chosen)));
  if (before && !isDone(before) && isDone(task())) goOn();
  document.dispatchEvent(new CustomEvent("progress"));
}

// Code of a task came or went: its mark does, too. Several files may change at once.
let soon = 0;
export function refreshSoon() {
  clearTimeout(soon);
  soon = setTimeout(() => refresh().catch(fail), 300);
}

export const view = () => known;
export const tasks = () => known.tasks;
export const task = (id = list.value) => known.tasks.find(one => one.id === id);
export const isDone = ({ verdict }) => ["passed", "skipped"].includes(verdict);

export function choose(one, stay = false) {
  list.value = one.id;
  listener(one, stay);
}

// From a task that is done to the next one, if there is one. The editor stays: the learner may be typing in it.
export function goOn() {
  if (isDone(task()) && known.next) choose(task(known.next), true);
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
  const steps = known.tasks.filter(one => document.getElementById(one.anchor));
  let read = null;
  const look = () => {
    const top = one => document.getElementById(one.anchor).getBoundingClientRect().top;
    const step = steps.findLast(one => top(one) < innerHeight * 0.3);
    const shown = root.classList.contains("with-lab");
    if (!step || step === read || !shown || document.activeElement.closest(".lab-file")) return;
    read = step;
    picked &&= isLanding();
    if (step.id !== list.value && !picked && (!isDone(task(step.id)) || !known.next)) choose(step);
  };
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(look);
  };
  addEventListener("scroll", soon, { passive: true });
  soon();
}
