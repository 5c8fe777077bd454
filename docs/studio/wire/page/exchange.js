// How a connection is drawn: each read in time, its bytes, and the parts that the framing makes of them.

import { count, shown, time } from "./bytes.js";

export const SILENCE_MILLIS = 200;
const MOST_LINES = 40;
const MOST_LINES_OF_ALL = 2000;
const MOST_PARTS = 40;
const PARTS = { HEAD: "head", BODY: "body", CHUNK_SIZE: "chunk size", CHUNK_END: "chunk end", TRAILERS: "trailers", NONE: "bytes of no message" };
export const WHO = { CLIENT: "client", SERVER: "server" };
const WORDS = {
  OPENED: () => "The client connects.",
  CONNECTED: () => "The server is connected.",
  BYTES: (side, words, length) => `${WHO[side]} → ${side === "CLIENT" ? "server" : "client"}, one read of ${count(length, "byte")}`,
  FIN: side => `FIN: the ${WHO[side]} sends no more.`,
  RST: side => `RST: the ${WHO[side]} breaks the connection off.`,
  FAILED: (side, words) => `The server cannot be connected: ${words}. The client gets a reset.`,
  FULL: (side, words, length) => `The ${WHO[side]} does not read: ${count(length, "byte")} wait for it.`,
  RESUMED: side => `The ${WHO[side]} reads again.`,
  CLOSED: () => "Both sides are closed.",
  CUT: () => "The view of the wire was left: the proxy has reset both sides.",
  UNNOTED: () => "So much happens that the reads from here on are not noted.",
};

export const inWords = ({ kind, side, words, length }) => WORDS[kind](side, words, length);

// The kind of the part in which a read begins.
export function kindOf({ messages }, event) {
  const message = messages.find(({ side, start, end }) => side === event.side && start <= event.start && end > event.start);
  return message?.parts.find(({ start, end }) => start <= event.start && end > event.start)?.kind ?? "NONE";
}

// The messages of which a read has bytes.
export const messagesOf = ({ messages }, event) => event.kind !== "BYTES" ? []
  : messages.filter(({ side, start, end }) => side === event.side && start < event.start + event.length && end > event.start);

// What the server has still to respond to, after an event.
function owed({ events, messages }, { number: last }) {
  if (events[0].number) return "";
  const sent = { CLIENT: 0, SERVER: 0 };
  for (const { number: nth, side, kind, length } of events) if (nth <= last && kind === "BYTES") sent[side] += length;
  const [requests, responses] = Object.keys(sent).map(side => messages.filter(each =>
    each.side === side && !each.missing && each.parts.length && each.end <= sent[side] && Math.floor(each.status / 100) !== 1).length);
  return requests > responses ? `, while request ${responses + 1} waits for its response` : "";
}

// An event of a piece of a connection. `whole`: all of its bytes, however many. `tools`: what can be done with a message.
export function rowOf(piece, event, { whole = false, tools = () => [] } = {}) {
  const { at, side, kind, kept } = event;
  const before = piece.events[piece.events.findIndex(({ number }) => number === event.number) - 1];
  const row = make("li", { className: "wire-event" });
  row.dataset.side = WHO[side];
  row.dataset.kind = kind;
  if (before && at - before.at >= SILENCE_MILLIS) {
    row.append(make("p", { className: "wire-silence" }, `${time(at - before.at)} of silence${owed(piece, before)}`));
  }
  row.append(make("p", { className: "wire-when" }, make("time", {}, "+" + time(at)), " " + inWords(event)));
  if (kind === "BYTES") {
    row.append(...kept ? segments(piece, event, whole, tools) : [make("p", { className: "wire-help" }, "These bytes are counted, and no longer kept.")]);
  }
  return row;
}

// The bytes of a read, cut where parts and messages begin.
function segments(piece, event, whole, tools) {
  const end = event.start + event.text.length;
  const elements = [];
  let at = event.start;
  let parts = 0;
  const add = (kind, to) => {
    if (to <= at || parts++ > MOST_PARTS) return;
    const block = make("div", { className: "wire-part" }, make("span", { className: "wire-tag" }, PARTS[kind]),
      make("code", {}, ...shown(event.text.slice(at - event.start, to - event.start), whole ? MOST_LINES_OF_ALL : MOST_LINES)));
    block.dataset.part = kind;
    elements.push(block);
    at = to;
  };
  for (const message of messagesOf(piece, event)) {
    add("NONE", Math.min(end, message.start));
    if (message.start >= event.start && message.start < end) elements.push(header(message, tools));
    for (const part of message.parts) {
      if (part.end > at && part.start < end) add(part.kind, Math.min(end, part.end));
    }
  }
  add("NONE", end);
  if (parts > MOST_PARTS + 1) elements.push(make("p", { className: "wire-help" }, `… and ${count(parts - MOST_PARTS - 1, "more part")}`));
  return elements;
}

// Bytes without parts are no message: they come after the end of one.
export const nameOf = ({ side, number, parts }) => parts.length ? `${side === "CLIENT" ? "request" : "response"} ${number}` : `after response ${number}`;

// Above the first byte of a message: what it is, and what is wrong with it.
function header(message, tools) {
  const { line, missing, wrong } = message;
  const head = make("div", { className: "wire-message" }, make("strong", {}, nameOf(message)), " ", make("code", {}, line), ...tools(message));
  if (missing) head.append(make("p", { className: "wire-missing" }, `Not complete: expected ${missing}.`));
  head.append(...wrong.map(each => make("p", { className: "wire-wrong" }, "✗ " + each)));
  if (!message.parts.length) head.append(make("p", { className: "wire-help" }, "A client that goes on with the connection takes them for the next response."));
  return head;
}
