// One connection of the session: what passes on it, and what can be done with it.

import { post } from "../studio/api.js";
import { asCurl, asNc, asTranscript, count, time } from "./bytes.js";
import { pick } from "./compare.js";
import { inWords, kindOf, messagesOf, nameOf, rowOf, SILENCE_MILLIS, WHO } from "./exchange.js";
import { picture } from "./picture.js";
import { edit } from "./send.js";

const LOOK_MILLIS = 200;
const SLICE_MILLIS = 12;
const TICK_MILLIS = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1000 : 100;
const PIECE = 65536;            // bytes of one answer
const MOST_COPIED = 1 << 20;
export const OVER = ["CLOSED", "CUT", "RST", "FAILED"];

const title = document.querySelector("#one");
const place = document.querySelector(".wire-connection");
const drawn = picture();
const facts = make("p", { className: "wire-facts" });
const earlier = press("Earlier", () => go(Math.max(0, first() - 100)));
const newest = press("Newest", () => go(-1));
const rows = make("ol", { className: "wire-events" });
const waits = make("p", { className: "wire-waits" });
const built = new Map();        // by the number of the event: { row, of }
const open = new Set();         // numbers of the reads that are shown as a whole
let says = () => {};
let id = "";
let port = 0;
let number = 0;                 // 0: none
let from = -1;                  // of the first event; -1: the newest ones
let piece = null;
let heard = 0;                  // when `piece` came
let looking = false;
let again = false;

export function begin(say) {
  says = say;
  place.append(make("div", { className: "wire-row wire-tools" }, press("Send all again", resend), press("Copy transcript", copyAll),
    press("Compare", compareAll), earlier, newest), facts, drawn.drawing, rows, waits);
  place.hidden = true;
  setInterval(tick, TICK_MILLIS);
}

// The session of the page, and where its server listens.
export function use(session, serverPort) {
  id = session;
  port = serverPort;
  if (number) look();
}

export const selected = () => number;

export function select(one) {
  if (one !== number) {
    built.clear();
    open.clear();
    rows.replaceChildren();
    piece = null;
    from = -1;
  }
  number = one;
  place.hidden = !one;
  title.textContent = one ? "Connection " + one : "No connection yet";
  if (one) look();
}

const first = () => piece?.events[0]?.number ?? 0;

function go(where) {
  from = where;
  look();
}

// Asks for what is new, at most a few times per second.
export async function look() {
  again = true;
  if (looking) return;
  looking = true;
  while (again && number && id) {
    again = false;
    const begun = performance.now();
    const asked = number;
    try {
      const found = await post("api/wire/look", { id, connection: asked, from });
      if (asked === number) found.line ? await show(found) : says(`Connection ${asked} is no longer kept.`);
    } catch (problem) {
      says(problem.message);
    }
    // A page that is busy looks less often.
    await rest(Math.max(LOOK_MILLIS, performance.now() - begun));
  }
  looking = false;
}

const isOver = () => OVER.includes(piece.line.state);

const rest = millis => new Promise(later => setTimeout(later, millis));

// In pieces: the page stays quick while thousands of messages pass.
async function show(found) {
  piece = found;
  heard = performance.now();
  const { line, events, last } = found;
  facts.textContent = `${count(line.up, "byte")} from the client, ${count(line.down, "byte")} from the server, `
    + `${count(line.events, "event")} in ${time(line.millis)}`;
  earlier.disabled = first() === 0;
  newest.disabled = events.at(-1)?.number === last;
  const numbers = new Set(events.map(event => event.number));
  for (const [old, { row }] of built) {
    if (numbers.has(old)) continue;
    row.remove();
    built.delete(old);
  }
  let begun = performance.now();
  for (const [i, event] of events.entries()) {
    if (performance.now() - begun > SLICE_MILLIS) {
      await rest(0);
      begun = performance.now();
      if (piece !== found) return;
    }
    const own = messagesOf(found, event);
    const of = JSON.stringify([own.map(({ parts, missing, wrong }) => [parts.filter(part => part.end > event.start
      && part.start < event.start + event.length), missing, wrong]), open.has(event.number), event.kept]);
    if (built.get(event.number)?.of === of) continue;
    const row = drawnRow(event);
    if (built.has(event.number)) built.get(event.number).row.replaceWith(row);
    else {
      const next = events.slice(i + 1).find(each => built.has(each.number));
      rows.insertBefore(row, next ? built.get(next.number).row : null);
    }
    built.set(event.number, { row, of });
  }
  tick();
}

// What goes on without news: time.
function tick() {
  if (!piece || document.hidden) return;
  const over = isOver();
  const now = piece.now + performance.now() - heard;
  const last = piece.events.at(-1);
  drawn.draw({ events: piece.events, now: over || from >= 0 ? null : now, kinds: event => kindOf(piece, event) });
  const silent = now - (last?.at ?? 0);
  waits.textContent = over || from >= 0 || silent < SILENCE_MILLIS || !last ? ""
    : `Nothing has happened for ${time(silent)}. ${turn(last)}`;
}

function turn(last) {
  const bytes = piece.events.findLast(({ kind }) => kind === "BYTES");
  const begun = piece.messages.findLast(({ missing }) => missing);
  if (begun && bytes) return `The ${WHO[begun.side]}'s message is not complete: expected ${begun.missing}.`;
  if (last.kind === "OPENED") return "The server's kernel has not accepted the connection: its queue is full?";
  if (!bytes) return "The client has sent nothing.";
  return bytes.side === "CLIENT" ? "The last bytes were the client's: the server has not responded."
    : piece.messages.some(({ wrong }) => wrong.length) ? "The connection is open. A ✗ marks what breaks a rule."
    : piece.messages.length ? "All messages are complete, and the connection is open." : "";
}

function drawnRow(event) {
  const whole = open.has(event.number);
  const row = rowOf(piece, event, { whole, tools });
  if (event.kept && event.length > event.text.length) row.append(press(`Show all ${count(event.length, "byte")}`, () => showAll(event)));
  return row;
}

async function showAll(event) {
  const { text } = await post("api/wire/bytes", { id, connection: number, side: event.side, start: event.start, end: event.start + event.length });
  open.add(event.number);
  const current = piece.events.find(each => each.number === event.number);
  if (!current) return;
  current.text = text;
  built.get(event.number)?.row.replaceWith(built.get(event.number).row = drawnRow(current));
}

// What can be done with a message.
function tools(message) {
  const { side, start, end } = message;
  const buttons = make("span", { className: "wire-do" });
  const button = (text, action) => {
    const made = press(text, () => action().catch(problem => says(problem.message)));
    made.ariaLabel = `${text}: ${nameOf(message)}`;
    buttons.append(made);
  };
  const bytes = () => bytesOf(number, side, start, end);
  if (side === "CLIENT") {
    button("Edit", async () => edit(await bytes()));
    button("curl", async () => copy(asCurl(await bytes(), port), "The curl command"));
    button("nc", async () => copy(asNc(await bytes(), port), "The nc command"));
  }
  button("Compare", async () => says(await pick({ name: `${nameOf(message)} of connection ${number}`, text: await bytes(), millis: spent(message) })));
  return [" ", buttons];
}

// From the first read of a message to its last.
function spent({ side, start, end }) {
  const own = piece.events.filter(event => event.kind === "BYTES" && event.side === side && event.start < end && event.start + event.length > start);
  return own.length ? own.at(-1).at - own[0].at : 0;
}

async function bytesOf(connection, side, start, end) {
  let all = "";
  for (let at = start; at < end && all.length < MOST_COPIED; at = start + all.length) {
    const { text } = await post("api/wire/bytes", { id, connection, side, start: at, end: Math.min(end, at + PIECE) });
    if (!text) break;
    all += text;
  }
  return all;
}

async function resend() {
  edit(await bytesOf(number, "CLIENT", 0, piece.line.up));
  says("All that the client sent is in the editor: one write sends it pipelined.");
}

const transcript = () => piece.events.map(event => event.kind === "BYTES" ? asTranscript(event.side, event.text)
  : "  " + inWords(event)).join("\n");

function copyAll() {
  copy(transcript(), "The transcript").catch(problem => says(problem.message));
}

async function compareAll() {
  says(await pick({ name: "connection " + number, text: piece.events.map(({ text }) => text).join(""), millis: piece.line.millis })
    .catch(problem => problem.message));
}

async function copy(text, what) {
  await navigator.clipboard.writeText(text);
  says(what + " is in the clipboard.");
}
