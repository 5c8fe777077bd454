// The one stream from the studio, for any number of tabs: there is none while no tab wants to hear. If it breaks off,
// another one is opened.

// A proxy may put a prefix before it.
const api = new URL(import.meta.url.replace(/studio\/(?:\w+\/)?\w+\.js$/, "api/"));
const SILENT_MILLIS = 10000;    // the studio says something every two seconds
const AGAIN_MILLIS = 500;

const tabs = new Map();         // by id: takes each message for the tab
let stream = "";                // the id of the open stream
let state = "";                 // open, lost, or refused: the key is not the studio's
let reading = null;

export const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, "0")).join("");

// `wish` is { tab, topics, jobs }: what it looks at, and what it has started and not heard the end of. `hear` gets
// { state }, { known } with those of the jobs that there are, and { of, says, over } of a topic or a job.
export function join(wish, hear) {
  tabs.set(wish.tab, hear);
  if (!reading) read();
  else if (stream) send(wish);
  else if (state) hear({ state });
}

export function leave(tab) {
  tabs.delete(tab);
  post("stream/leave", { tab }).catch(() => {});
  if (tabs.size === 0) reading?.abort();
}

// What is sent when a page closes has to arrive as well.
const post = (address, body) => fetch(new URL(address, api), { method: "POST", keepalive: true, body: JSON.stringify(body) });

async function send(wish) {
  const joined = stream;
  const response = await post("stream/join", { stream, ...wish }).catch(() => null);
  const known = response?.ok ? (await response.json()).jobs : [];
  if (response?.ok) tabs.get(wish.tab)?.({ known: { asked: wish.jobs, jobs: known } });
  else if (stream === joined) reading?.abort();
}

function become(next) {
  state = next;
  for (const hear of tabs.values()) hear({ state });
}

async function read() {
  while (tabs.size) {
    reading = new AbortController();
    const next = await readOne(reading).catch(() => "lost");
    stream = "";
    if (tabs.size === 0) break;
    if (next !== state) become(next);
    await new Promise(later => setTimeout(later, AGAIN_MILLIS));
  }
  reading = null;
  state = "";
}

// Returns why it has ended: lost or refused.
async function readOne(ends) {
  const id = newId();
  let silent = setTimeout(() => ends.abort(), SILENT_MILLIS);
  try {
    const response = await fetch(new URL("stream?id=" + id, api), { signal: ends.signal });
    if (!response.ok) return response.status === 403 ? "refused" : "lost";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      clearTimeout(silent);
      silent = setTimeout(() => ends.abort(), SILENT_MILLIS);
      const lines = (rest + value).split("\n");
      rest = lines.pop();
      if (!stream) {
        stream = id;
        become("open");
      }
      for (const message of lines.filter(Boolean).map(line => JSON.parse(line))) tabs.get(message.tab)?.(message);
    }
    return "lost";
  } finally {
    clearTimeout(silent);
    ends.abort();
  }
}
