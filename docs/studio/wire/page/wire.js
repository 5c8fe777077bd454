// The wire of the learner's server: a proxy in front of it, and all that passes. It closes with the page.

import { post } from "../studio/api.js";
import { stream } from "../studio/stream.js";
import { byArrows, followServer, labOr, linkViews, ownPort as own, serverButtons, showLost } from "../studio/views.js";
import { count, shown, time, unescaped, whole } from "./bytes.js";
import * as connection from "./connection.js";
import * as sender from "./send.js";

const MOST_LINES = 200;
const EACH_MILLIS = 100;
const SLICE_MILLIS = 12;
const KEPT = "inside-the-server.wire." + own;
const FLAGS = ["--port", "8080"];
const STATES = { OPENED: "open", CLOSED: "closed", CUT: "reset by the proxy", FIN: "half-closed by the", RST: "reset by the", FAILED: "no server", FULL: "waits for the" };
const lab = labOr("");

const said = document.querySelector(".wire-said");
const target = document.querySelector(".wire-target");
const where = make("p", { className: "wire-where" });
const server = make("p", { className: "wire-server", role: "status" });
const others = make("input", { type: "number", min: 1, max: 65535, ariaLabel: "Port of the server", value: own || "" });
const newestFirst = make("input", { type: "checkbox", checked: true });
const list = make("ol", { className: "wire-lines" });
const counted = make("p", { className: "wire-help" });
const lines = new Map();        // by number: { line, button }
const coming = new Map();       // by number: lines that are not drawn yet
let counts = null;              // the same
let drawing = null;             // as long as it goes on
let proxy = 0;
let serverPort = own || 8080;
let sent = 0;                   // the client's port of what was sent last

const rest = millis => new Promise(later => setTimeout(later, millis));
const say = words => said.textContent = words;
const fail = problem => say(problem.message);
const buttons = serverButtons(lab, () => FLAGS, fail);

function showTarget({ proxy: mine, target: port }) {
  proxy = mine;
  serverPort = port || own || 8080;
  connection.use(session, serverPort);
  const address = `http://127.0.0.1:${mine}/`;
  where.replaceChildren("Open ", make("a", { href: address, target: "_blank", rel: "noreferrer", textContent: address }),
    " in a browser, or ", make("code", {}, `curl ${address}`), port ? ` : what is sent there goes on to your server on port ${port}, byte by byte.`
      : " : your server is not running.");
  if (own) server.textContent = `The server on port ${own}, however it was started.`;
}

// The server that the studio has started, and how it ended.
function heardOfLab(state, words) {
  buttons.hear(state);
  server.textContent = words;
}

function words({ state, side }) {
  const word = STATES[state] ?? "open";
  return word.endsWith("the") ? `${word} ${side.toLowerCase()}` : word;
}

// What has come is drawn a few times per second, in slices, and only what the list has room for: the page stays quick
// while thousands of connections pass.
function showLines({ lines: fresh, opened, kept }) {
  for (const line of fresh) coming.set(line.number, line);
  counts = { opened, kept };
  if (!drawing) drawing = drawLines().catch(fail).finally(() => { drawing = null; });
}

async function drawLines() {
  while (coming.size || counts) {
    await rest(EACH_MILLIS);
    const { opened, kept } = counts ?? {};
    counts = null;
    const some = [...coming.values()].slice(-MOST_LINES);
    coming.clear();
    let begun = performance.now();
    for (const line of some) {
      if (performance.now() - begun > SLICE_MILLIS) {
        await rest(0);
        begun = performance.now();
      }
      drawLine(line);
    }
    while (list.children.length > MOST_LINES) list.lastChild.remove();
    for (const [number, { button }] of lines) if (!button.isConnected) lines.delete(number);
    counted.textContent = !opened ? "Nothing has connected yet."
      : `${count(opened, "connection")}${opened > lines.size ? `, the last ${lines.size} in the list` : ""}; ${count(kept, "byte")} kept.`;
    const last = some.at(-1)?.number ?? 0;
    const mine = some.find(({ clientPort }) => clientPort === sent)?.number;
    if (mine) {
      sent = 0;
      select(mine);
    } else if (newestFirst.checked && last > connection.selected()) select(last);
  }
}

function drawLine(line) {
  const known = lines.get(line.number);
  const button = known?.button ?? press("", () => choose(line.number));
  button.replaceChildren(make("b", {}, String(line.number)), " ", make("code", {}, line.request || "nothing was sent"),
    make("span", {}, line.response ? "→ " + line.response : ""),
    make("small", {}, `${count(line.up, "byte")} up, ${whole(line.down)} down, ${time(line.millis)}, ${words(line)}`),
    make("small", { className: "wire-trouble" }, line.trouble && "✗ " + line.trouble));
  button.dataset.state = line.state;
  if (!known) {
    button.tabIndex = -1;
    list.prepend(make("li", {}, button));
  }
  lines.set(line.number, { line, button });
  if (line.number === connection.selected()) connection.look();
}

function select(number) {
  const before = lines.get(connection.selected())?.button;
  const { button } = lines.get(number) ?? {};
  if (before) {
    before.removeAttribute("aria-current");
    before.tabIndex = -1;
  }
  if (button) {
    button.ariaCurrent = "true";
    button.tabIndex = 0;
  }
  connection.select(number);
}

// The reader wants this one, and not those that come.
function choose(number) {
  newestFirst.checked = false;
  select(number);
}

byArrows(list);

// --- the session ---

let session = "";

async function open() {
  for (;;) {
    try {
      // After a reload, or ten minutes elsewhere, what was recorded is still there.
      await stream("api/wire/open", { port: own, was: sessionStorage.getItem(KEPT) ?? "" }, message => {
        if (message.id) {       // the first news may come before it
          session = message.id;
          sessionStorage.setItem(KEPT, session);
          connection.use(session, serverPort);
        }
        if (message.proxy) showTarget(message);
        if (message.lines) showLines(message);
      });
      return;
    } catch (problem) {
      where.textContent = "";
      if (!/started again/.test(problem.message)) return fail(problem);
      say("The studio was started again: this is a new wire, and what was recorded before is gone.");
      lines.clear();
      list.replaceChildren();
      select(0);
    }
  }
}

showLost(document.querySelector(".wire-lost"));

async function send(order) {
  try {
    if (!order.text && order.end === "WAIT") return say("There is nothing to send.");
    const { client } = await post("api/wire/send", { id: session, ...order });
    sent = client;
    say(`${count(order.text.length, "byte")} sent.`);
    const known = [...lines.values()].find(({ line }) => line.clientPort === client);
    if (known) {
      sent = 0;
      select(known.line.number);
    }
  } catch (problem) {
    fail(problem);
  }
}

// --- what a failed check has sent ---

function fromCheck() {
  const kept = location.hash === "#check" && localStorage.getItem("inside-the-server.wire-check");
  if (!kept) return;
  const { says, steps } = JSON.parse(kept);
  const place = document.querySelector(".wire-check");
  place.append(make("p", {}, says), ...steps.map(({ who, sign, lines: all, mark }) => {
    const text = unescaped(all.join("\n"));
    const row = make("div", { className: "wire-part" }, make("span", { className: "wire-tag" }, [who, { ">": "sent", "<": "came" }[sign] ?? ""].filter(Boolean).join(" ")),
      make("code", {}, ...(sign ? shown(text, 60) : [all.join("\n")])));
    if (mark) row.append(make("p", { className: "wire-wrong" }, "✗ expected " + mark.expected));
    if (sign !== ">") return row;
    const cut = all.some(line => line.includes("bytes in all…") || /^… \d+ more lines$/.test(line));
    row.append(cut ? make("p", { className: "wire-help" }, "The transcript has not kept all of these bytes.")
      : make("p", { className: "wire-do" }, press("Edit", () => sender.edit(text)), press("Send", () => send({ text, piece: 0, pause: 0, end: "WAIT" }))));
    return row;
  }));
  place.parentElement.hidden = false;
}

linkViews(document.querySelector(".wire-back"), "wire", lab);
target.append(server, where, make("div", { className: "wire-row" }, ...(lab && !own ? [buttons.run, buttons.stop] : []), make("form", { className: "wire-row", onsubmit: event => {
  event.preventDefault();
  location.search = new URLSearchParams({ ...(lab && { lab }), ...(others.value && { port: others.value }) });
} }, make("label", {}, "Another server, on port ", others), make("button", { textContent: "Use it" }))));
document.querySelector(".wire-list").append(make("p", { className: "wire-row" }, make("label", {}, newestFirst, " Show the newest one")), counted, list);
connection.begin(say);
sender.begin(document.querySelector(".wire-send"), lab, send);
fromCheck();
if (lab && !own) followServer(lab, heardOfLab);
open();
