// The tasks of the lab: where each stands, and which one is chosen, by the learner or by the step that is being read.

import { get } from "./api.js";
import { lab } from "./pane.js";

const SIGNS = { passed: "✓", failed: "✗" };

export const list = make("select", { ariaLabel: "Task" });
let view = null;                // of the lab, as the studio knows it
let listener = () => {};

// Calls `chosen` with a task when there is another one.
export async function begin(chosen) {
  listener = chosen;
  await refresh();
  list.addEventListener("change", () => {
    listener(task());
    document.getElementById(task().anchor)?.scrollIntoView();
  });
  follow();
  return view;
}

// Asks again, and tells the rest of the page.
export async function refresh() {
  view = await get("api/lab?lab=" + lab);
  const chosen = list.value || view.next;
  list.replaceChildren(...view.tasks.map(({ id, verdict, earned, points }) =>
    new Option(`${SIGNS[verdict] ?? "○"} ${id}  ${earned}/${points}`, id, false, id === chosen)));
  document.dispatchEvent(new CustomEvent("progress"));
}

export const tasks = () => view.tasks;
export const task = (id = list.value) => view.tasks.find(one => one.id === id);

export function choose(one) {
  list.value = one.id;
  listener(one);
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
    if (step.id !== list.value) choose(step);
  };
  let waiting = 0;
  addEventListener("scroll", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(look);
  }, { passive: true });
}
