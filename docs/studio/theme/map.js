// The learner's place in the course: the next step, and the labs with their points. Terminal and pages share one file.

import { get } from "./api.js";

const next = make("a", { className: "next-step" });
const list = make("ol", {});
const map = make("details", { className: "map" }, make("summary", { textContent: "Map" }), list);

// The parts of the bar.
export async function begin() {
  await show();
  document.addEventListener("progress", () => show().catch(problem => say(problem.message)));
  return [next, map];
}

async function show() {
  const course = await get("api/course");
  const step = course.next;
  next.hidden = !step;
  if (step) {
    next.href = `${step.lab}.html#${step.anchor}`;
    next.textContent = `Next: ${step.lab} ${step.task}`;
    next.title = step.title;
  }
  list.replaceChildren(...course.labs.map(({ lab, title, stop, earned, points, done, skipped }) => {
    const item = make("li", {}, `${done ? "✓" : step?.lab === lab ? "●" : "○"} ${stop} `,
      make("a", { href: lab + ".html", textContent: `${lab} ${title}` }), ` ${skipped ? "skipped" : `${earned}/${points}`}`);
    if (step?.lab === lab) item.ariaCurrent = "step";
    return item;
  }));
}
