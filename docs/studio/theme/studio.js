// The studio: what a page gains when ./jbang course serves it. The bar at the foot says how the cells are.

import { ahead, get } from "./api.js";
import { begin as beginAnswers } from "./answers.js";
import { keepFocus } from "./focus.js";
import { listKeys } from "./keylist.js";
import "./landing.js";
import { begin as beginMap } from "./map.js";
import { watchConnection } from "./stream.js";

const WORDS = {
  resting: "the cells start with the next run",
  starting: "the cells are starting",
  ready: "the cells are ready",
  busy: "a cell is running",
  lost: "the process of the cells has ended: what they declared is gone",
};

const NO_CONNECTION = {
  lost: "reconnecting to the studio",
  silent: "The studio does not answer. Is ./jbang course still running?",
  refused: "The studio has another key now. Open the link that ./jbang course shows.",
};
const PATIENCE_MILLIS = 5000;

// What needs the editor comes when that has come; the bar does not wait for it.
const editing = Promise.all([import("./cells.js"), import("./lab.js"), import("./typed.js"), import("./commands.js"),
  import("./settings.js"), import("./measure.js")]);

const state = make("span", { className: "state" });
const list = make("dl", { className: "variables" });
const fold = make("details", {}, make("summary", { textContent: "Variables" }), list);
const stopButton = press("Stop cell", async () => (await editing)[0].stop());
const restartButton = press("Restart cells", async () => (await editing)[0].restart());
const connection = make("p", { className: "connection", role: "status" });
const bar = make("aside", { className: "studio-bar", ariaLabel: "Studio" }, connection);
const more = press("More", () => more.ariaExpanded = String(bar.classList.toggle("all")));    // on a small screen
more.classList.add("more-tools");
more.ariaExpanded = "false";
const cellState = [make("p", { role: "status" }, state), stopButton, restartButton];

async function listen(word, words = WORDS[word] ?? word) {
  bar.dataset.state = word;
  state.textContent = words;
  stopButton.disabled = word !== "busy";
  if (fold.open && word === "ready") showVariables();
}

async function showVariables() {
  const all = await (await editing)[0].variables();
  list.replaceChildren(...all.flatMap(({ name, type, value }) => [
    make("dt", {}, make("code", { textContent: type + " " + name })),
    make("dd", {}, make("code", { textContent: value })),
  ]));
  if (all.length === 0) list.append(make("dt", { textContent: "none yet" }));
}

fold.addEventListener("toggle", () => fold.open && showVariables());

const labButton = press("", () => {
  const shown = lab.toggle();
  nameLabButton();
  memory.write("lab", shown ? "open" : "");
});
const nameLabButton = () => labButton.textContent = root.classList.contains("with-lab") ? "Close the lab" : "Open the lab";
nameLabButton();
labButton.classList.add("open-lab");

// The pages may be built again while older ones are read.
async function news() {
  const { pages } = await get("api/news");
  if (pages === "building") setTimeout(() => news().catch(() => {}), 3000);
  else if (pages && pages !== memory.read("news")) say(pages === "built" ? "The pages are new: reload to see them." : pages);
  memory.write("news", pages === "building" ? "" : pages);
}

// As long as the studio does not answer, nothing else that the bar says is known to be true.
let patience = 0;

watchConnection(now => {
  clearTimeout(patience);
  bar.classList.toggle("unconnected", now !== "open");
  connection.textContent = NO_CONNECTION[now] ?? "";
  if (now === "lost") patience = setTimeout(() => connection.textContent = NO_CONNECTION.silent, PATIENCE_MILLIS);
});

let lab = null;                 // the module, on a page that has a lab
try {
  const place = await beginMap();
  const [ofLab] = document.body.dataset.page.match(/^lab\d\d/) ?? [];
  if (ofLab) ahead("api/lab?lab=" + ofLab);
  bar.append(...place);
  keepFocus(bar);
  document.body.append(bar);
  new ResizeObserver(() => root.style.setProperty("--bar", bar.offsetHeight + "px")).observe(bar);   // it wraps, and unfolds
  const [cells, labs, typed, commands, settings, measure] = await editing;
  measure.begin();
  const [hasCells, hasLab] = await Promise.all([cells.begin(listen), labs.begin(), typed.begin()]);
  if (hasLab) lab = labs;
  listKeys(hasCells, hasLab);
  commands.begin(command => hasLab && labs.serves(command));
  if (hasCells) connection.after(...cellState, ...cells.classes(), fold);
  if (lab) bar.prepend(labButton);
  if (document.querySelector(".lab-pane, .cell, .live-code")) place[0]?.before(settings.button);
  const rare = [...bar.children].filter(part => part !== connection && part !== labButton && !place.includes(part));
  rare.forEach(part => part.classList.add("rare"));
  if (rare.length) place[0]?.before(more);
  await beginAnswers();
  await news();
} catch (problem) {
  say(problem.message);
}
if (!lab) root.classList.remove("with-lab");
