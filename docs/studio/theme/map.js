// The learner's place in the course: the next step, the labs with their points, and the marks on the page. Terminal and
// pages share one file.

import { get } from "./api.js";
import { show as mark } from "./marks.js";
import { onReturn } from "./stream.js";

const next = make("a", { className: "next-step" });
const list = make("ol", {});
const map = make("details", { className: "map" }, make("summary", { textContent: "Map" }), list);

// The parts of the bar.
export async function begin() {
  await show();
  const again = () => show().catch(problem => say(problem.message));
  document.addEventListener("progress", again);
  onReturn(again);
  document.addEventListener("visibilitychange", () => document.hidden || again());    // another page may have changed it
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
    const item = make("li", {},
      make("span", { ariaHidden: "true", textContent: done ? "✓ " : step?.lab === lab ? "● " : "○ " }), stop + " ",
      make("a", { href: lab + ".html", textContent: `${lab} ${title}` }), ` ${skipped ? "skipped" : `${earned}/${points}`}`,
      ...done ? [unseen("passed")] : []);
    if (step?.lab === lab) item.ariaCurrent = "step";
    return item;
  }));
  mark(course);
}
