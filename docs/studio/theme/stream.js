// What a page hears from the studio: of what it looks at, and of what it has started. All tabs of a browser share one
// stream, and a hidden tab that has nothing running needs none.

import { post } from "./api.js";
import * as wire from "./wire.js";

const topics = {};              // what the page looks at: lab, cells
const hearers = {};             // who hears of it
const jobs = new Map();         // by id: { each, done, fail, begun }
const watchers = [];
let tab = null;                 // null: it hears nothing now
let isOpen = true;

const own = { join: wish => wire.join(wish, heard), leave: wire.leave };
let line = globalThis.SharedWorker ? await connect() : own;

async function connect() {
  const worker = new SharedWorker(new URL("shared.js", import.meta.url), { type: "module" });
  const lock = "studio-tab-" + wire.newId();
  await new Promise(held => navigator.locks ? navigator.locks.request(lock, () => { held(); return new Promise(() => {}); }) : held());
  worker.onerror = () => {      // a browser whose workers know no modules: the page has a stream of its own
    line = own;
    update();
  };
  worker.port.onmessage = ({ data }) => heard(data);
  worker.port.postMessage({ lock });
  return { join: wish => worker.port.postMessage({ wish }), leave: left => worker.port.postMessage({ left }) };
}

function join() {
  tab ??= wire.newId();
  line.join({ tab, topics: document.hidden ? {} : topics, jobs: [...jobs.keys()] });
}

// A tab that has left does not come back: requests may overtake each other.
function leave() {
  if (tab) line.leave(tab);
  tab = null;
}

const update = () => document.hidden && jobs.size === 0 ? leave() : join();

document.addEventListener("visibilitychange", update);
addEventListener("pagehide", () => {
  if (tab) fetch("api/stream/leave", { method: "POST", keepalive: true, body: JSON.stringify({ tab }) });
  leave();
});
addEventListener("pageshow", ({ persisted }) => persisted && update());

// Hears of a topic from now on: first how things are, then each change.
export function follow(topic, at, hear) {
  topics[topic] = at;
  hearers[topic] = hear;
  update();
}

// Sends a request that starts something, and gives what comes of it to `each`; its { id }, when it has begun, too.
// Resolves when it is over.
export function stream(address, body, each) {
  const id = wire.newId();
  return new Promise((done, fail) => {
    const job = { each, done, fail, begun: false };
    jobs.set(id, job);
    if (!tab) join();
    post(address, { ...body, tab, id }).then(() => begun(id), problem => end(id, () => fail(problem)));
  });
}

function begun(id) {
  const job = jobs.get(id);
  if (!job) return;
  job.begun = true;
  job.each({ id });
}

function end(id, how) {
  if (jobs.delete(id)) how();
  if (document.hidden) update();
}

// Calls `watch` with whether the studio answers: open, lost, or refused.
export function watchConnection(watch) {
  watchers.push(watch);
}

// Calls `action` each time that the studio answers again.
export function onReturn(action) {
  watchConnection((state, before) => state === "open" && !before && action());
}

function heard({ state, known, of, says, over }) {
  if (state) {
    const before = isOpen;
    isOpen = state === "open";
    if (isOpen) update();
    watchers.forEach(watch => watch(state, before));
  }
  for (const id of known?.asked ?? []) {
    const job = jobs.get(id);
    if (job?.begun && !known.jobs.includes(id)) end(id, () => job.fail(new Error("The studio was started again: run it again.")));
  }
  if (of in hearers && says) hearers[of](says);
  const job = jobs.get(of);
  if (!job) return;
  try {
    if (over) end(of, job.done);
    else job.each(says);
  } catch (problem) {
    end(of, () => job.fail(problem));
  }
}
