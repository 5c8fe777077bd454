// One connection: each read in time, its bytes, and the parts that the framing makes of them.

import { post } from "../studio/api.js";
import { asCurl, asNc, asTranscript, count, shown, time } from "./bytes.js";
import { pick } from "./compare.js";
import { picture } from "./picture.js";
import { edit } from "./send.js";

const SILENCE_MILLIS = 200;
const MOST_LINES = 40;
const MOST_PARTS = 40;
const LOOK_MILLIS = 200;
const SLICE_MILLIS = 12;
const TICK_MILLIS = matchMedia("(prefers-reduced-motion: reduce)").matches ? 1000 : 100;
const PIECE = 65536;            // bytes of one answer
const MOST_COPIED = 1 << 20;
const PARTS = { HEAD: "head", BODY: "body", CHUNK_SIZE: "chunk size", CHUNK_END: "chunk end", TRAILERS: "trailers", NONE: "no message" };
const WHO = { CLIENT: "client", SERVER: "server" };
const WORDS = {
  OPENED: () => "The client connects.",
  CONNECTED: () => "The server is connected.",
  FIN: side => `FIN: the ${WHO[side]} sends no more.`,
  RST: side => `RST: the ${WHO[side]} breaks the connection off.`,
  FAILED: (side, words) => `The server cannot be connected: ${words}. The client gets a reset.`,
  FULL: (side, words, length) => `The ${WHO[side]} does not read: ${count(length, "byte")} wait for it.`,
  RESUMED: side => `The ${WHO[side]} reads again.`,
  CLOSED: () => "Both sides are closed.",
  UNNOTED: () => "So much happens that the reads from here on are not noted.",
};
export const OVER = ["CLOSED", "RST", "FAILED"];

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
  const { line, events, messages, last } = found;
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
    const own = event.kind === "BYTES" ? messages.filter(({ side, start, end }) =>
      side === event.side && start < event.start + event.length && end > event.start) : [];
    const of = JSON.stringify([own.map(({ parts, missing, wrong }) => [parts.filter(part => part.end > event.start
      && part.start < event.start + event.length), missing, wrong]), open.has(event.number), event.kept]);
    if (built.get(event.number)?.of === of) continue;
    const row = rowOf(event, events[i - 1], own);
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
  drawn.draw({ events: piece.events, now: over || from >= 0 ? null : now, kinds });
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
    : piece.messages.some(({ wrong }) => wrong.length) ? "The connection is open; what breaks a rule has a ✗."
    : piece.messages.length ? "All messages are complete, and the connection is open." : "";
}

// What the server has still to respond to, after an event.
function owed({ number: last }) {
  if (first()) return "";
  const sent = { CLIENT: 0, SERVER: 0 };
  for (const { number: nth, side, kind, length } of piece.events) if (nth <= last && kind === "BYTES") sent[side] += length;
  const [requests, responses] = Object.keys(sent).map(side => piece.messages.filter(each =>
    each.side === side && !each.missing && each.end <= sent[side] && Math.floor(each.status / 100) !== 1).length);
  return requests > responses ? `, while request ${responses + 1} waits for its response` : "";
}

const kinds = event => {
  const message = piece?.messages.find(({ side, start, end }) => side === event.side && start <= event.start && end > event.start);
  return message?.parts.find(({ start, end }) => start <= event.start && end > event.start)?.kind ?? "NONE";
};

function rowOf(event, before, messages) {
  const { at, side, kind, length, kept } = event;
  const row = make("li", { className: "wire-event" });
  row.dataset.side = WHO[side];
  row.dataset.kind = kind;
  if (before && at - before.at >= SILENCE_MILLIS) {
    row.append(make("p", { className: "wire-silence" }, `${time(at - before.at)} of silence${owed(before)}`));
  }
  if (kind !== "BYTES") {
    row.append(make("p", { className: "wire-when" }, make("time", {}, "+" + time(at)), " ", WORDS[kind](side, event.words, length)));
    return row;
  }
  row.append(make("p", { className: "wire-when" }, make("time", {}, "+" + time(at)),
    side === "CLIENT" ? " client → server, one read of " : " server → client, one read of ", count(length, "byte")));
  if (!kept) {
    row.append(make("p", { className: "wire-help" }, "These bytes are counted, and no longer kept."));
    return row;
  }
  row.append(...segments(event, messages));
  if (length > event.text.length) row.append(press(`Show all ${count(length, "byte")}`, () => showAll(event)));
  return row;
}

// The bytes of a read, cut where parts and messages begin.
function segments(event, messages) {
  const end = event.start + event.text.length;
  const elements = [];
  const most = open.has(event.number) ? 2000 : MOST_LINES;
  let at = event.start;
  let parts = 0;
  const add = (kind, to) => {
    if (to <= at || parts++ > MOST_PARTS) return;
    const block = make("div", { className: "wire-part" }, make("span", { className: "wire-tag" }, PARTS[kind]),
      make("code", {}, ...shown(event.text.slice(at - event.start, to - event.start), most)));
    block.dataset.part = kind;
    elements.push(block);
    at = to;
  };
  for (const message of messages) {
    add("NONE", Math.min(end, message.start));
    if (message.start >= event.start && message.start < end) elements.push(header(message));
    for (const part of message.parts) {
      if (part.end > at && part.start < end) add(part.kind, Math.min(end, part.end));
    }
  }
  add("NONE", end);
  if (parts > MOST_PARTS + 1) elements.push(make("p", { className: "wire-help" }, `… and ${count(parts - MOST_PARTS - 1, "more part")}`));
  return elements;
}

async function showAll(event) {
  const { text } = await post("api/wire/bytes", { id, connection: number, side: event.side, start: event.start, end: event.start + event.length });
  open.add(event.number);
  const current = piece.events.find(each => each.number === event.number);
  if (current) current.text = text;
  built.get(event.number)?.row.replaceWith(built.get(event.number).row = rowOf({ ...event, text, length: text.length }, null,
    piece.messages.filter(({ side }) => side === event.side)));
}

// Above the first byte of a message: what it is, and what can be done with it.
function header(message) {
  const { side, number: nth, line, missing, wrong, start, end } = message;
  const name = `${side === "CLIENT" ? "request" : "response"} ${nth}`;
  const buttons = make("span", { className: "wire-do" });
  const button = (text, action) => {
    const made = press(text, () => action().catch(problem => says(problem.message)));
    made.ariaLabel = `${text}: ${name}`;
    buttons.append(made);
  };
  const bytes = () => bytesOf(number, side, start, end);
  if (side === "CLIENT") {
    button("Edit", async () => edit(await bytes()));
    button("curl", async () => copy(asCurl(await bytes(), port), "The curl command"));
    button("nc", async () => copy(asNc(await bytes(), port), "The nc command"));
  }
  button("Compare", async () => says(await pick({ name: `${name} of connection ${number}`, text: await bytes(), millis: spent(message) })));
  const head = make("div", { className: "wire-message" }, make("strong", {}, name), " ", make("code", {}, line), " ", buttons);
  if (missing) head.append(make("p", { className: "wire-missing" }, `Not complete: expected ${missing}.`));
  head.append(...wrong.map(each => make("p", { className: "wire-wrong" }, "✗ " + each)));
  return head;
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
  : "  " + WORDS[event.kind](event.side, event.words, event.length)).join("\n");

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
