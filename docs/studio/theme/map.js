// The learner's place in the course: the next step, the labs with their points, and the marks on the page. Terminal and
// pages share one file, and name the same next step.

import { get } from "./api.js";
import { show as showHome } from "./home.js";
import { show as mark } from "./marks.js";
import { onReturn } from "./stream.js";

const here = document.body.dataset.page;
const next = make("a", { className: "next-step" });
const atEnd = make("p", { className: "next-at-end", hidden: true });
const onward = document.querySelector(".neighbours [rel=next] .label");
const list = make("ol", {});
const map = make("details", { className: "map" }, make("summary", { textContent: "Map" }), list);

// The parts of the bar.
export async function begin() {
  document.querySelector(".neighbours")?.before(atEnd);
  await show();
  const again = () => show().catch(problem => say(problem.message));
  document.addEventListener("progress", again);
  onReturn(again);
  document.addEventListener("visibilitychange", () => document.hidden || again());    // another page may have changed it
  return [next, map];
}

// The link to what comes next; null if nothing does.
export function nextLink({ way }) {
  if (!way) return null;
  return make("a", { href: `${way.page}.html${way.anchor ? "#" + way.anchor : ""}`,
    textContent: `${way.onward ? "Next" : "Continue"}: ${way.words}` });
}

export const course = () => get("api/course?page=" + here);

async function show() {
  const known = await course();
  const step = known.next;
  const link = nextLink(known);
  next.hidden = !link;
  if (link) Object.assign(next, { href: link.href, textContent: link.textContent, title: step?.title ?? "" });
  // The page's own link leads to the next page: on the page of a lab with open tasks that comes later.
  const isTask = known.way?.page === here;
  atEnd.hidden = !isTask;
  atEnd.replaceChildren(...isTask ? [link] : []);
  if (onward) onward.textContent = isTask ? "Next page" : "Next";
  list.replaceChildren(...known.labs.map(({ lab, title, stop, earned, points, done, skipped }) => {
    const item = make("li", {},
      make("span", { ariaHidden: "true", textContent: done ? "✓ " : step?.lab === lab ? "● " : "○ " }), stop + " ",
      make("a", { href: lab + ".html", textContent: `${lab} ${title}` }), ` ${skipped ? "skipped" : `${earned}/${points}`}`,
      ...done ? [unseen("passed")] : []);
    if (step?.lab === lab) item.ariaCurrent = "step";
    return item;
  }));
  showHome(known);
  mark(known);
}
