// Where the requests come from: what the server says itself, what an agent in it sees, or what passes on the wire.

import { post } from "../studio/api.js";
import { stream } from "../studio/stream.js";

const MOST_EXCHANGES = 100;
const MOST_LOOKS = 8;

const named = request => ({ ...request, name: request.method ? `${request.method} ${request.target}` : "a request" });
const sorted = requests => requests.toSorted((one, two) => two.ms - one.ms).slice(0, 20);

// --- what the agent reports ---

export const ofAgent = seen =>
  ({ ...seen, source: "agent", open: seen.open.map(named), slowest: seen.slowest.map(named), newest: seen.newest.map(named) });

// --- what the server says itself ---

// Parts follow one another in their order: /slow says for how long each was, not when.
function withSpans(request, parts) {
  let from = 0;
  const spans = [];
  for (const [place, ms] of Object.entries(parts)) {
    if (place !== "total" && ms > 0) spans.push({ place, from, ms });
    from += place === "total" ? 0 : ms;
  }
  return named({ ...request, over: true, looks: [], spans, ms: spans.reduce((all, { ms }) => all + ms, 0) });
}

export const ofSlow = (text, sent) => ({
  source: "slow",
  open: [],
  slowest: sorted(JSON.parse(text).requests.map(({ time, id, parts, ...rest }, i) => withSpans({ ...rest, number: id ?? time + i, at: Date.parse(time) }, parts))),
  newest: sent.filter(({ timing }) => timing).map(({ timing, target, status, number, at }) => withSpans({ number, at, method: "GET", target, status },
    Object.fromEntries([...timing.matchAll(/([a-z]+);dur=([\d.]+)/g)].map(([, place, ms]) => [place, Number(ms)])))),
  unseen: {},
});

// --- what passes on the wire ---

const exchanges = new Map();    // by connection and number
const changed = new Set();      // connections
let session = "";
let looking = false;

// Puts a proxy in front of a port, or of the lab's server. Resolves when it has ended.
export const openWire = (port, hear) => stream("api/wire/open", { port }, message => {
  if (message.id) session = message.id;
  if (message.proxy) hear(message);
  for (const { number } of message.lines ?? []) changed.add(number);
});

export async function ofWire() {
  if (!looking && session) {
    looking = true;
    try {
      for (const connection of [...changed].slice(-MOST_LOOKS)) {
        changed.delete(connection);
        note(connection, await post("api/wire/look", { id: session, connection, from: -1 }));
      }
      if (changed.size > 100) changed.clear();
    } finally {
      looking = false;
    }
  }
  const all = [...exchanges.values()];
  return { source: "wire", open: all.filter(({ over }) => !over), slowest: sorted(all.filter(({ over }) => over)), newest: all.filter(({ over }) => over).slice(-20).reverse(), unseen: {} };
}

function note(connection, { events = [], messages = [], now }) {
  const bytes = side => events.filter(event => event.kind === "BYTES" && event.side === side);
  const reads = { CLIENT: bytes("CLIENT"), SERVER: bytes("SERVER") };
  const of = ({ side, start, end }) => reads[side].filter(event => event.start < end && event.start + event.length > start);
  const connected = events.find(({ kind }) => kind === "CONNECTED")?.at;
  const responses = messages.filter(({ side, status }) => side === "SERVER" && (status >= 200 || status === 101));
  const finals = new Map(responses.map((message, i) => [i, message]));
  messages.filter(({ side }) => side === "CLIENT").forEach((request, i) => {
    const sent = of(request);
    if (!sent.length || sent[0].start > request.start) return;
    const response = finals.get(i);
    const came = response ? of(response) : [];
    const broken = events.find(({ kind }) => ["RST", "CLOSED", "CUT", "FAILED"].includes(kind))?.at;
    // Between the connection and the first byte it is the client that waits: that is no part of the exchange.
    const connect = request.number === 1 ? Math.min(connected ?? 0, sent[0].at) : 0;
    const before = sent[0].at - connect;
    const last = sent.at(-1).at;
    const end = response && !response.missing && came.length ? came.at(-1).at : undefined;
    const stop = end ?? broken ?? now;
    const first = came[0]?.at ?? stop;
    const spans = [["request", sent[0].at, last], ["server", last, first], ["response", first, stop]]
      .map(([place, from, to]) => ({ place, from: from - before, ms: to - from })).filter(({ ms }) => ms > 0);
    if (connect > 0) spans.unshift({ place: "connect", from: 0, ms: connect });
    const [method = "", target = ""] = request.line.split(" ");
    const key = connection + "/" + request.number;
    exchanges.delete(key);
    exchanges.set(key, named({ number: key, at: 0, method, target, status: response?.status ?? 0, over: end !== undefined || broken !== undefined, looks: [], spans, ms: stop - before }));
    if (end === undefined && broken === undefined) changed.add(connection);
  });
  while (exchanges.size > MOST_EXCHANGES) exchanges.delete(exchanges.keys().next().value);
}
