// A drill: it is begun here, its server is looked at, its fault is named, and what decides is shown. It ends with the page.

import { get, post } from "../studio/api.js";
import { golden } from "../studio/golden.js";
import { read } from "../studio/metrics.js";
import { stream } from "../studio/stream.js";
import { labOr, linkViews, showLost } from "../studio/views.js";
import { answerForm, decision, prose, rule } from "./answer.js";

const EACH_MILLIS = 1000;
const MOST_LOOKS = 20;
const LOOKS = {
  signals: "what /metrics says, now and 2 s later", times: "where the time of requests went, by route",
  slow: "the slowest requests", clients: "what the clients got, and how long they waited for it",
  ss: "the listener's queue, and connections by state", log: "the end of the log, and its statuses",
  threads: "what threads are doing",
};
const WITH_TEXT = ["log", "threads"];
const find = name => document.querySelector(".drill-" + name);
const [said, open, signals, looks, answer, decisions] = ["said", "open", "signals", "looks", "answer", "decisions"].map(find);
const wanted = new URLSearchParams(location.search);

let drill = null;               // what is known of the drill that goes on, or was the last
let begun = null;               // that was begun last
let own = null;                 // its golden signals

const say = words => { said.textContent = words; };
const fail = problem => say(problem.message);
const ask = (what, body = {}) => post("api/drill/" + what, { id: drill.id, ...body });

// --- which drill ---

const kind = make("select", {}, new Option("what is due, or new", "due"), new Option("any fault", "any"));
const hard = make("input", { type: "checkbox", checked: wanted.has("hard") });
const seed = make("input", { inputMode: "numeric", pattern: "[0-9]{1,15}", size: 8, autocomplete: "off", value: wanted.get("seed") ?? "" });
const begin = make("button", { textContent: "Begin" });
const end = press("End", () => stop().catch(fail));
const place = make("p", { className: "drill-place" });
const MANY = 1000000;

async function showPlace() {
  const { done, seen, due, faults, stops } = await get("api/drill");
  place.textContent = done ? `Drills done: ${done}. Faults seen: ${seen} of ${faults}. Due again: ${due}.`
    : `There are ${faults} faults. The ones that you miss come again soon.`;
  if (kind.options.length === 2) kind.append(...stops.map((stop, i) => new Option(`at stop ${i + 1}, ${stop}`, stop)));
}

function wish() {
  const two = hard.checked ? { hard: true } : {};
  if (seed.value) return { ...two, seed: Number(seed.value) };
  if (kind.value === "any") return { ...two, seed: Math.floor(Math.random() * MANY) };
  return kind.value === "due" ? two : { ...two, stop: kind.value };
}

async function run() {
  begin.disabled = true;
  say("starting");
  const mine = begun = {};
  let words = "The drill has ended.";
  try {
    await stream("api/drill/begin", wish(), message => {
      if (message.id) drill = Object.assign(mine, message);
      if (message.says) say(message.says);
      if (message.problem) words = message.problem;
      if (message.ready) ready(message.ready).catch(fail);
    });
  } catch (problem) {
    words = problem.message;
  }
  mine.over = true;
  if (begun !== mine) return;
  begin.disabled = false;
  show(false);
  say(words);
}

function stop() {
  drill.over = true;            // its signals are asked for no more
  return ask("end");
}

// Whether one goes on.
function show(goes) {
  begin.hidden = goes;
  end.hidden = !goes;
  for (const field of [kind, hard, seed]) field.disabled = goes;
  for (const each of [answer, looks, signals]) each.hidden = !goes;
  open.hidden = !goes && !decisions.children.length;
}

async function ready(known) {
  Object.assign(drill, known, { over: false, at: Date.now() });
  await showPlace();
  history.replaceState(null, "", `?seed=${known.seed}${hard.checked ? "&hard" : ""}`);
  seed.value = known.seed;
  own = golden();
  find("where").replaceChildren("The server: ", make("a", { href: `http://127.0.0.1:${known.port}/json`, target: "_blank", rel: "noreferrer", textContent: `127.0.0.1:${known.port}` }),
    `. Its admin port: ${known.adminPort}. Its process: ${known.pid}. Its log: `, make("code", {}, known.log));
  signals.querySelector(".signals").replaceChildren(...Object.values(own.charts).map(({ figure }) => figure));
  for (const old of [list, hints, decisions]) old.replaceChildren();
  looking.textContent = result.textContent = "";
  seen.replaceChildren();
  hint.hidden = false;
  form.show(drill.stops);
  show(true);
  say(`Seed ${known.seed}. The server has ${known.faults === 2 ? "two hidden faults, at two stops" : "one hidden fault"}. A fault may show only now and then: look again.`);
  signals.querySelector("h2").focus();
}

find("begin").append(make("label", {}, "Fault ", kind), make("label", {}, hard, " two at the same time"),
  make("label", {}, "Seed, to repeat one ", seed), begin, end);
find("begin").addEventListener("submit", event => {
  event.preventDefault();
  run();
});
find("begin").after(place);

// --- looks ---

const list = make("div", { className: "drill-list" });
const text = make("input", { size: 14, spellcheck: false, autocomplete: "off", placeholder: "any" });
const command = make("input", { className: "drill-command", spellcheck: false, autocomplete: "off", autocapitalize: "off", value: "curl -i http://127.0.0.1:$PORT/json" });
const looking = make("p", { className: "drill-looking", role: "status" });

// The newest is on top; those before it are folded.
async function look(line, button) {
  const at = Math.round((Date.now() - drill.at) / 1000);
  looking.textContent = `${line}: looking`;
  button.disabled = true;
  try {
    const { lines } = await ask("look", { line });
    for (const fold of list.children) fold.open = false;
    const shown = make("pre", { tabIndex: 0, ariaLabel: line, role: "region" }, lines.join("\n"));
    list.prepend(make("details", { open: true }, make("summary", {}, make("b", {}, line), ` at ${Math.floor(at / 60)}:${String(at % 60).padStart(2, "0")}`), shown));
    while (list.children.length > MOST_LOOKS) list.lastChild.remove();
    looking.textContent = `${line}: ${lines.length} lines`;
  } catch (problem) {
    looking.textContent = problem.message;
  } finally {
    button.disabled = false;
    button.focus();
  }
}

const buttons = Object.entries(LOOKS).map(([name, title]) => {
  const button = press(name, () => look(WITH_TEXT.includes(name) ? `${name} ${text.value}`.trim() : name, button));
  button.title = title;
  return button;
});
const only = make("label", {}, "with the text ", text);
const running = make("button", { textContent: "Run" });
const shell = make("form", { className: "drill-fields", onsubmit: event => {
  event.preventDefault();
  look("$ " + command.value, running);
} }, make("label", { className: "drill-shell" }, "$ ", command), running);
command.ariaLabel = "A command of your shell";
looks.append(make("div", { className: "drill-fields", role: "group", ariaLabel: "What to look at" }, ...buttons, only), shell,
  make("p", { className: "drill-help" }, "The shell knows ", ...["$PORT", "$ADMIN", "$PID", "$LOG"].flatMap((name, i) => [i ? ", " : "", make("code", {}, name)]),
    "; for example ", make("code", {}, "jcmd $PID Thread.print"), " and ", make("code", {}, "ps -o args= -p $PID"), " for its flags."),
  looking, list);

// --- the answer ---

const hints = make("ol", { className: "drill-hints", ariaLive: "polite" });
const result = make("p", { className: "drill-result", role: "status" });
const seen = make("div");
const hint = press("Hint", async () => {
  hint.disabled = true;
  try {
    const { lines } = await ask("hint");
    const [words, ...rest] = lines;
    hints.append(make("li", {}, prose(words.replace(/^Hint \d: /, "")), ...rest.length ? [rule(rest)] : []));
  } catch (problem) {
    result.textContent = problem.message;
  } finally {
    hint.disabled = false;
    hint.focus();
  }
});
const form = answerForm({
  name: async (stop, cause) => {
    result.textContent = "Looking whether its rule holds";
    const { right, says, measured, left } = await ask("answer", { stop, cause });
    result.dataset.right = String(right);
    result.textContent = says + (right ? left ? " One more fault is in this server. Name it, too." : "" : " Look again. What the rule of that cause measures in this server now:");
    seen.replaceChildren(...right ? [] : [rule(measured)]);
    if (!right) return 0;
    hints.replaceChildren();
    if (left === 0) await decide();
    return left;
  },
  giveUp: async () => {
    await ask("give-up");
    await decide();
  },
  fail: problem => { result.textContent = problem.message; },
});
answer.append(make("p", { className: "drill-fields" }, hint), hints, form.whole, result, seen);

async function decide() {
  form.close();
  hint.hidden = true;
  const wait = make("p", { role: "status" }, "The rules look at the server; that takes a few seconds.");
  decisions.replaceChildren(wait);
  const all = await ask("decisions");
  const another = press("Another drill", async () => {
    seed.value = "";
    await stop();
    run();
  });
  decisions.replaceChildren(...all.map(each => decision(each, drill.stops, all.length)),
    make("p", {}, "This server goes on: look at it again, now that you know."), make("p", { className: "drill-fields" }, another));
  await showPlace();
  const first = decisions.querySelector("h2");
  first.tabIndex = -1;
  first.focus();
}

// --- all of it ---

let isAsking = false;

async function signal() {
  if (drill?.over !== false || isAsking || document.hidden) return;
  isAsking = true;
  try {
    own.heard(read((await ask("metrics")).metrics));
  } catch {
    own.silent();
  } finally {
    isAsking = false;
  }
}

signals.querySelector("h2").tabIndex = -1;
linkViews(find("back"), "drill", labOr("lab13"));
showLost(find("lost"));
show(false);
setInterval(signal, EACH_MILLIS);
showPlace().catch(fail);
