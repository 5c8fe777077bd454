// The studio: what a page gains when ./jbang course serves it. The bar at the foot says how the cells are.

import { get } from "./api.js";
import { begin, classes, restart, stop, variables } from "./cells.js";
import { begin as beginCommands } from "./commands.js";
import { keepFocus } from "./focus.js";
import { begin as beginTyped } from "./typed.js";
import "./landing.js";
import { begin as beginLab, serves, toggle } from "./lab.js";
import { begin as beginMap } from "./map.js";
import { button as settings } from "./settings.js";
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

const state = make("span", { className: "state" });
const list = make("dl", { className: "variables" });
const fold = make("details", {}, make("summary", { textContent: "Variables" }), list);
const stopButton = press("Stop cell", stop);
const connection = make("p", { className: "connection", role: "status" });
const bar = make("aside", { className: "studio-bar", ariaLabel: "Studio" },
  make("p", { role: "status" }, state), stopButton, press("Restart cells", restart), fold);

async function listen(word, words = WORDS[word] ?? word) {
  bar.dataset.state = word;
  state.textContent = words;
  stopButton.disabled = word !== "busy";
  if (fold.open && word === "ready") showVariables();
}

async function showVariables() {
  const all = await variables();
  list.replaceChildren(...all.flatMap(({ name, type, value }) => [
    make("dt", {}, make("code", { textContent: type + " " + name })),
    make("dd", {}, make("code", { textContent: value })),
  ]));
  if (all.length === 0) list.append(make("dt", { textContent: "none yet" }));
}

fold.addEventListener("toggle", () => fold.open && showVariables());

const labButton = press("", () => {
  const shown = toggle();
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

let lab = false;
try {
  const [place, cells, hasLab] = await Promise.all([beginMap(), begin(listen), beginLab(), beginTyped()]);
  lab = hasLab;
  beginCommands(command => lab && serves(command));
  if (!cells) bar.replaceChildren();
  else fold.before(...classes());
  bar.prepend(connection);
  bar.append(...place);
  if (lab) bar.prepend(labButton);
  if (document.querySelector(".lab-pane, .cell, .live-code")) place[0]?.before(settings);
  keepFocus(bar);
  document.body.append(bar);
  new ResizeObserver(() => root.style.setProperty("--bar", bar.offsetHeight + "px")).observe(bar);   // it wraps, and unfolds
  await news();
} catch (problem) {
  say(problem.message);
}
if (!lab) root.classList.remove("with-lab");
