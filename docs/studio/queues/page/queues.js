// The queues of the learner's server as rows of places that fill, while sliders say how many clients there are.

import { post } from "../studio/api.js";
import { read, signals } from "../studio/metrics.js";
import { followServer, labOr, linkViews, ownPort, serverButtons, targetField } from "../studio/views.js";
import { places, timesTable } from "./places.js";

const EACH_MILLIS = 100;
const QUIET_MILLIS = 500;       // while no one waits anywhere
const CALM_MILLIS = 1000;       // for readers who want less motion
const WINDOW_MILLIS = 5000;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const lab = labOr("lab02");
const late = lab >= "lab12";    // from there on /metrics says what /queue said before
const said = document.querySelector(".queues-said");
const server = document.querySelector(".queues-server");
const admin = Number(new URLSearchParams(location.search).get("admin")) || 0;      // of a server that the studio has not started
const fail = problem => say(problem.message);

function say(words) {
  if (said.textContent !== words) said.textContent = words;
}

// --- the server ---

const number = (value, max, min = 1) => make("input", { type: "number", min, max, value });
const SETTINGS = {
  workers: ["Workers", number(2, 64)],
  queue: ["Places in the queue", number(4, 200, 0)],
  backlog: ["Places in the kernel", number(8, 200)],
  hold: ["Each request takes", number(200, 5000, 0), " ms"],
};
// Only lab 02's server has --hold.
const settings = Object.entries(SETTINGS).filter(([name]) => name === "workers" || !late && (name !== "hold" || lab === "lab02"));
const buttons = serverButtons(lab, flags, fail);
let limits = {};                // of the server that this page has started

function flags() {
  const set = Object.fromEntries(settings.map(([name, [, field]]) => [name, field.value]));
  limits = { workers: Number(set.workers), own: Number(set.queue ?? 0), kernel: Number(set.backlog ?? 0) };
  rows.forget();
  return ["--port", "8080", "--admin-port", "0", ...Object.entries(set).flatMap(([name, value]) => ["--" + name, value])];
}

function sayServer(words) {
  if (server.textContent !== words) server.textContent = words;
}

function heardOfLab(state, words) {
  buttons.hear(state);
  sayServer(words + (state.state === "running" && !limits.workers ? " This page did not start it: Restart starts it with these numbers, and with an admin port, which tells its queues." : ""));
}

// --- the load ---

const slider = (max, step) => make("input", { type: "range", min: 0, max, step, value: 0 });
const rate = slider(100, 1);
const silent = slider(50, 1);
const target = targetField(lab);
const LOAD = [["Requests per second", rate], ["Clients that begin a request and say no more", silent]];
let asks = false;               // whether this page has a load

for (const [, field] of LOAD) field.addEventListener("input", () => { asks = true; });
let path = target.value;
target.addEventListener("change", () => {
  path = target.value;
  asks = true;
});

const rows = places(document.querySelector(".queues-places"));

// --- the times ---

const times = make("div", {});
const clients = make("p", { className: "queues-clients" });
let readings = [];

function tell({ p50, p99, responses, failed, refused, unknown, open, held, silent: quiet }, own) {
  times.replaceChildren(timesTable([["What clients wait", [p50, p99]], ["What the server measures" + (late ? "" : ", from lab 12 on"), own]]));
  clients.textContent = `In the last 5 s: ${responses} requests ended, ${failed} of them failed or had no response within 10 s`
    + `${refused ? `, ${refused} with 503` : ""}${unknown ? `; ${unknown} got a 404: does your server have this path?` : ""}; ${open} wait for their responses; ${quiet} clients say nothing.`
    + (held ? ` ${held} were not sent, as too many are open.` : "");
}

// What the server itself has measured in the last seconds, from lab 12 on.
function measured(metrics) {
  if (!metrics) return [null, null];
  const reading = { ...read(metrics), at: Date.now() };
  readings = [...readings.filter(({ at }) => reading.at - at <= WINDOW_MILLIS), reading];
  return signals(readings[0], reading, (reading.at - readings[0].at) / 1000).latency;
}

const gauge = ({ samples }, name) => samples[name]?.reduce((all, { value }) => all + value, 0);

let asking = false;
let quiet = false;
let told = 0;

async function ask() {
  if (asking || document.hidden) return;
  asking = true;
  const load = { rate: rate.valueAsNumber, silent: silent.valueAsNumber, target: path };
  try {
    const wish = { ...(ownPort && { port: ownPort, admin }), ...(asks && { load }) };
    asks = load.rate > 0 || load.silent > 0;        // a slider may be moved while the studio responds
    const now = await post("api/queues", wish);
    say("");
    show(now);
  } catch (problem) {
    fail(problem);
  } finally {
    asking = false;
  }
}

function show({ port, kernel, queue, metrics, client }) {
  const json = queue ? JSON.parse(queue) : null;
  const samples = metrics ? read(metrics) : null;
  const unknown = ownPort ? undefined : null;
  if (ownPort) sayServer(kernel === null ? `No listener on port ${ownPort} is known here.` : `The server on port ${ownPort}, however it was started.`);
  const values = {
    kernel: [port ? json?.kernel?.depth ?? kernel : 0, json?.kernel?.limit ?? limits.kernel],
    own: [!port ? 0 : json ? json.handoff : samples ? gauge(samples, "http_queue_connections") : unknown, limits.own],
    workers: [!port ? 0 : json ? json.busy : samples ? gauge(samples, "http_workers_busy") : unknown,
      samples ? gauge(samples, "http_workers_limit") : limits.workers],
    pool: samples ? [gauge(samples, "db_pool_connections_borrowed"), gauge(samples, "db_pool_connections_limit")] : [],
  };
  rows.fill(values);
  quiet = !asks && Object.values(values).every(([value]) => !value);
  if (Date.now() - told < 500) return;
  told = Date.now();
  tell(client, measured(metrics));
}

linkViews(document.querySelector(".queues-back"), "queues", ownPort ? "" : lab);
if (ownPort) document.querySelector(".queues-run").remove();
else document.querySelector(".queues-run").append(make("p", { className: "queues-fields" },
  ...settings.map(([, [name, field, unit = ""]]) => make("label", {}, name + " ", field, unit)), buttons.run, buttons.stop));
document.querySelector(".queues-load").append(...LOAD.map(([name, field]) => {
  const output = make("output", { ariaLive: "off", textContent: "0" });
  field.addEventListener("input", () => { output.textContent = field.value; });
  return make("p", { className: "queues-slider" }, make("label", {}, name, field), output);
}), make("p", {}, make("label", {}, "Each asks for GET ", target)));
document.querySelector(".queues-times").append(times, clients);
if (!ownPort) followServer(lab, heardOfLab);
(async () => {
  for (;;) {
    await ask();
    await new Promise(later => setTimeout(later, calm.matches ? CALM_MILLIS : quiet ? QUIET_MILLIS : EACH_MILLIS));
  }
})();
