// The way of single requests through the learner's server: the slowest of the last minutes, and one of them in detail.

import { post } from "../studio/api.js";
import { byArrows, followServer, labOr, linkViews, ownPort, serverButtons, showLost, targetField } from "../studio/views.js";
import { ofAgent, ofSlow, ofWire, openWire } from "./sources.js";
import { bars, longest, ROWS, sums, table, time } from "./waterfall.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const lab = labOr("lab05");
const find = name => document.querySelector(".xray-" + name);
const [said, server, one, list] = ["said", "server", "request", "list"].map(find);
const title = document.querySelector("#one");
const FIRST_INSIDE = "lab05";
const FIRST_OWN_TIMES = "lab12";
const MOST_MINE = 20;
const MOST_UNSEEN_MILLIS = 100;  // between the server's time and the client's
const ENOUGH = 20;              // requests, to say what none of them did

let running = null;             // what is known of the lab's server
let serverWords = "";
let proxy = 0;                  // where the wire's proxy listens
let now = { source: lab >= FIRST_OWN_TIMES ? "slow" : "agent", open: [], slowest: [], newest: [], unseen: {}, every: 0 };
let order = "slowest";
let chosen = null;              // the number of the request that the reader has chosen; null: the first of the list
let drawn = "";                 // what the waterfall shows
let mine = [];                  // what this page has sent
let waited = null;              // how long the last client has, until that is explained

const say = words => { if (said.textContent !== words) said.textContent = words; };
const fail = problem => say(problem.message);
const overWire = () => ownPort > 0 || lab < FIRST_INSIDE;

// --- the server ---

const buttons = serverButtons(lab, () => ["--port", "8080", ...(lab >= "lab02" ? ["--admin-port", "0"] : []),
  ...(lab >= FIRST_OWN_TIMES ? ["--server-timing", "on"] : [])], fail);

function heardOfLab(state, words) {
  if (running && running.state !== state.state) say("");
  running = state;
  serverWords = words;
  buttons.hear(state);
  showServer();
}

function showServer() {
  const words = ownPort ? `The server on port ${ownPort}, however it was started.` : serverWords;
  const how = overWire() ? proxy ? ` Seen from the wire: send requests to http://127.0.0.1:${proxy}/, which leads there.` : ""
    : now.source === "slow" ? " The times are its own: those of /slow on its admin port." : now.every > 1 ? ` So many requests come that every ${now.every}th is followed.` : "";
  if (server.textContent !== words + how) server.textContent = words + how;
}

// --- requests from here ---

const target = targetField(ownPort ? "" : lab);
const count = make("input", { type: "number", min: 1, max: 20, value: 1 });

async function send() {
  const at = Date.now();
  say("The client waits.");
  const wish = { target: target.value, count: Number(count.value), ...(overWire() && { port: proxy }) };
  const { sent } = await post("api/xray/send", wish);
  mine = [...sent.map((each, i) => ({ ...each, at, number: `mine-${at}-${i}` })), ...mine].slice(0, MOST_MINE);
  const failed = sent.filter(({ status }) => !status);
  const slowest = Math.max(...sent.map(({ ms }) => ms));
  say(failed.length ? `${failed.length} of ${sent.length} got no response: ${failed[0].problem}.`
    : `${sent.length === 1 ? "The client has waited" : "The slowest client has waited"} ${time(slowest)}.`);
  waited = { at, ms: slowest, words: said.textContent };
}

// What a client has waited and the server has not noticed is on the wire.
function explainWait() {
  const request = now.source === "agent" && waited?.words === said.textContent && now.newest.find(({ at, target: path }) => at >= waited.at && path === target.value);
  if (!request) return;
  const { ms, words } = waited;
  waited = null;
  if (ms - request.ms > MOST_UNSEEN_MILLIS && ms > 2 * request.ms) {
    said.replaceChildren(words, ` That is ${time(ms - request.ms)} longer than your server took: look when its bytes come, on `,
      make("a", { href: `wire?lab=${lab}`, textContent: "the wire" }), ".");
  }
}

// --- the list ---

const orders = Object.fromEntries([["slowest", "Slowest of 5 minutes"], ["newest", "Newest"]].map(([name, words]) => [name, press(words, () => {
  order = name;
  chosen = null;
  show();
})]));
const lines = make("ol", { className: "xray-lines" });
const empty = make("p", { className: "xray-help" });
const built = new Map();        // by number: { button, of }

function line(request, source, most) {
  const { number, name, status, ms, over } = request;
  const of = JSON.stringify([ms, most, status, over]);
  const known = built.get(number);
  if (known?.of === of) return known.button;
  const button = known?.button ?? press("", () => choose(number));
  const track = make("span", { className: "xray-track", ariaHidden: "true" }, bars(request) ?? "");
  track.style.setProperty("--whole", Math.max(1.5, 100 * ms / most).toFixed(1) + "%");
  button.replaceChildren(make("code", {}, name), make("b", {}, time(ms)), track,
    make("small", {}, !over ? "in progress" : status ? `→ ${status}` : "no response", "  ", make("span", {}, `most at ${rowName(source, longest(request)[0])}`)));
  button.dataset.over = String(over);
  built.set(number, { button, of });
  return button;
}

const rowName = (source, place) => ROWS[source].find(([name]) => name === place)?.[2] ?? place;

function choose(number) {
  chosen = number;
  show();
}

// --- all of it ---

const detail = make("p", { className: "xray-words", role: "status" });
const looks = make("ul", { className: "xray-looks", ariaLabel: "What its thread did" });
const place = make("div", { className: "xray-scroll" });
const unseen = make("div", { className: "xray-unseen" });

function show() {
  const open = order === "newest" ? now.open.toSorted((one, two) => two.at - one.at) : now.open;
  const all = [...open, ...now[order]];
  const most = Math.max(1e-6, ...all.map(({ ms }) => ms));
  const selected = all.find(({ number }) => number === chosen) ?? kept ?? all[0];
  for (const [name, button] of Object.entries(orders)) button.ariaPressed = String(name === order);
  const shown = all.map(request => {
    const button = line(request, now.source, most);
    const current = request.number === selected?.number;
    if (current) button.ariaCurrent = "true";
    else button.removeAttribute("aria-current");
    button.tabIndex = current ? 0 : -1;
    return button;
  });
  if (shown.length && !shown.some(button => button.tabIndex === 0)) shown[0].tabIndex = 0;
  for (const number of built.keys()) if (!all.some(each => each.number === number)) built.delete(number);
  arrange(shown);
  empty.textContent = all.length ? "" : order === "newest" && now.source === "slow" ? "Requests that are sent here appear in this list, with their Server-Timing."
    : now.every === 0 ? running?.state === "running" ? "The X-ray is being switched on." : "No server runs." : "No request has ended yet. Send some.";
  showOne(selected);
  showUnseen(all);
}

// Moves only what has moved: the focus stays, and so does the place of what is read.
function arrange(buttons) {
  buttons.forEach((button, i) => {
    const item = button.parentElement ?? make("li", {}, button);
    if (lines.children[i] !== item) lines.insertBefore(item, lines.children[i] ?? null);
  });
  while (lines.children.length > buttons.length) lines.lastChild.remove();
}

const STATES = { BLOCKED: "waits for a lock", WAITING: "waits", TIMED_WAITING: "waits for a time", RUNNABLE: "runs" };
const doing = words => words.replace(/^[A-Z_]+/, state => `${STATES[state] ?? "is"} (${state})`);

// Places in the learner's files, such as `OrderStore.java:56`, lead to the editor.
const placed = words => words.split(/([\w$]+\.java:\d+)/).map((part, i) => i % 2 ? make("a", { href: `${lab}.html?at=${part}`, textContent: part }) : part);

let kept = null;                // the chosen request, which may be in no list any more

// Where the requests were for which a worker was not free.
function ownersOfWorkers({ number }) {
  const all = {};
  for (const request of [...now.open, ...now.slowest, ...now.newest]) {
    if (request.number !== number) for (const [at, ms] of Object.entries(sums(request))) all[at] = (all[at] ?? 0) + (at === "queue" ? 0 : ms);
  }
  const [most, ms] = Object.entries(all).reduce((one, two) => two[1] > one[1] ? two : one, ["", 0]);
  return ms > 0 ? ` Workers were with other requests, most of the time at ${rowName(now.source, most)}.` : "";
}

function showOne(request) {
  if (request?.number === chosen) kept = request;
  else if (chosen === null) kept = null;
  const what = JSON.stringify([request?.number, request?.ms, now.source]);
  if (what === drawn) return;
  drawn = what;
  if (!request) return;
  title.textContent = request.status ? `${request.name} → ${request.status}` : request.name;
  const [slowest, ms] = longest(request);
  detail.textContent = `${request.over ? "It took" : "It is in progress for"} ${time(request.ms)}. The longest part: `
    + `${rowName(now.source, slowest)} (${ROWS[now.source].find(([at]) => at === slowest)?.[3]}), ${time(ms)}, ${Math.round(100 * ms / Math.max(request.ms, 1e-6))} %.${slowest === "queue" ? ownersOfWorkers(request) : ""}`;
  const sum = request.looks.reduce((all, { count: times }) => all + times, 0);
  looks.replaceChildren(...request.looks.map(({ words, count: times }) => make("li", {}, ...placed(`${times} of ${sum} looks at its thread: it ${doing(words)}`))));
  place.replaceChildren(table(request, now.source, now.calls));
}

function showUnseen(all) {
  const words = Object.entries(now.unseen).map(([at, call]) => at === "end" ? `The end of requests is not seen: this server has no ${call}.`
    : `Not seen: ${rowName(now.source, at)}. This server has no ${call}.`);
  const been = new Set(all.flatMap(({ spans }) => spans.map(({ place: at }) => at)));
  if (now.ended >= ENOUGH) {
    const never = ROWS.agent.filter(([at, number]) => number && !been.has(at) && at in now.calls && !(at in now.unseen));
    words.push(...never.map(([at, , name]) => `Not seen: ${name}. For none of these requests the server has called ${now.calls[at]}.`));
  }
  const text = words.join("\n");
  if (unseen.dataset.text === text) return;
  unseen.dataset.text = text;
  unseen.replaceChildren(...words.map(each => make("p", {}, each)));
}

async function look() {
  if (overWire()) {
    now = await ofWire();
  } else {
    const { slow, seen, why } = await post("api/xray");
    if (slow) now = ofSlow(slow, mine);
    else if (seen) now = ofAgent(seen);
    find("why").textContent = why;
  }
  showServer();
  show();
  explainWait();
}

linkViews(find("back"), "xray", ownPort ? "" : lab);
find("send").append(make("form", { className: "xray-fields", onsubmit: event => {
  event.preventDefault();
  send().catch(fail);
} }, ...(ownPort ? [] : [buttons.run, buttons.stop]), make("label", {}, "GET ", target), make("label", {}, count, " at once"), make("button", { textContent: "Send" })));
one.append(detail, looks, place, unseen);
list.append(make("p", { className: "xray-fields", role: "group", ariaLabel: "Which requests" }, ...Object.values(orders)), empty, lines);
byArrows(lines);
showLost(find("lost"));
server.after(make("p", { className: "xray-why", role: "status" }));
if (!ownPort) followServer(lab, heardOfLab);
if (overWire()) openWire(ownPort, ({ proxy: mine }) => { proxy = mine; }).catch(fail);
(async () => {
  for (;;) {
    if (!document.hidden) await look().catch(fail);
    await new Promise(later => setTimeout(later, calm.matches ? 1000 : 400));
  }
})();
