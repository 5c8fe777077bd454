// The gradings of the lab so far: points over time, how two versions differ, and a version that comes back.

import { get, post } from "./api.js";
import { svg } from "./chart.js";
import { diffLines } from "./diff.js";
import { saveAll } from "./files.js";
import { fail, lab, panel, tell } from "./pane.js";

const [WIDTH, HEIGHT, EDGE] = [360, 90, 12];
const from = make("select", { ariaLabel: "From" });
const to = make("select", { ariaLabel: "To" });
const restore = press("Bring the first one back", bringBack);
const points = make("div", {});
const difference = make("div", {});
let shown = null;

export function begin() {
  shown = panel("History", () => show().catch(fail));
  shown.body.append(points);
  const read = () => shown.fold.open && show().catch(fail);
  document.addEventListener("progress", read);
  for (const list of [from, to]) list.addEventListener("change", () => compare().catch(fail));
}

const time = text => new Date(text).toLocaleString([], { dateStyle: "short", timeStyle: "short" });
const words = one => `${one.number}: ${one.points}/${one.outOf}, ${time(one.time)}`;

function verdicts({ problem, tasks }) {
  const named = verdict => Object.keys(tasks).filter(id => tasks[id].verdict === verdict);
  const parts = [["passed", named("passed")], ["failed", named("failed")], ["not started", named("not started")]];
  return problem || parts.filter(([, ids]) => ids.length).map(([verdict, ids]) => `${verdict}: ${ids.join(", ")}`).join("; ");
}

async function show() {
  const all = await get("api/lab/history?lab=" + lab);
  if (!all.length) return points.replaceChildren(make("p", { textContent: "Nothing was graded yet." }));
  const gone = all.at(-1).number - all.length;
  points.replaceChildren(picture(all),
    make("table", { className: "history" }, make("caption", { className: "unseen", textContent: "Gradings, the last one first" }),
      make("thead", {}, make("tr", {}, ...["No.", "Time", "Points", "Tasks"].map(name => make("th", { textContent: name, scope: "col" })))),
      make("tbody", {}, ...all.toReversed().map(one => make("tr", {}, ...[one.number, time(one.time),
        `${one.points}/${one.outOf}`, verdicts(one)].map(textContent => make("td", { textContent })))))),
    ...gone ? [make("p", { textContent: `${gone} older ones are gone: a lab keeps its last ones, and those that changed its points.` })] : [],
    make("p", { className: "lab-actions" }, "Compare ", from, " with ", to, " ", restore), difference);
  const options = all.map(one => new Option(words(one), one.number));
  choose(from, options, from.value || String(all.at(-2)?.number ?? all[0].number));
  choose(to, [...options.map(one => one.cloneNode(true)), new Option("your files now", "now")], to.value || "now");
  await compare();
}

function choose(list, options, value) {
  list.replaceChildren(...options);
  list.value = value;
}

async function compare() {
  if (to.value === "now") await saveAll();
  const files = await get(`api/lab/history/diff?lab=${lab}&from=${from.value}&to=${to.value}`);
  difference.replaceChildren(...files.length ? files.map(({ name, diff }) => make("details", { open: true },
    make("summary", { textContent: name }), diffLines(diff, "What has changed")))
    : [make("p", { textContent: "They are the same." })]);
}

async function bringBack() {
  try {
    await saveAll();
    const { backup } = await post("api/lab/history/restore", { lab, number: Number(from.value) });
    tell(`Your files are those of grading ${from.value}` + (backup ? `. What you had is in ${backup}.` : " already."));
    await compare();
  } catch (problem) {
    fail(problem);
  }
}

// A step for each grading; the table says the same in words.
function picture(all) {
  const most = Math.max(...all.map(one => one.outOf));
  const x = i => EDGE + i * (WIDTH - 2 * EDGE) / Math.max(1, all.length - 1);
  const y = one => HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * one.points / most;
  const line = all.map((one, i) => `${i ? "H" + x(i) + "V" : "M" + x(i) + " "}${y(one)}`).join("");
  const title = `Points in ${all.length} gradings, from ${all[0].points} to ${all.at(-1).points}`;
  const stroke = { fill: "none", stroke: "currentColor" };
  return make("figure", { className: "plot points" }, make("figcaption", { textContent: title }),
    svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
      svg("path", { class: "grid", d: `M${EDGE} ${EDGE}H${WIDTH - EDGE}M${EDGE} ${HEIGHT - EDGE}H${WIDTH - EDGE}`, ...stroke }),
      svg("path", { class: "s1", d: line, "stroke-width": 2, ...stroke }),
      ...all.map((one, i) => svg("circle", { class: "s1", cx: x(i), cy: y(one), r: 3, fill: "currentColor" }))));
}
