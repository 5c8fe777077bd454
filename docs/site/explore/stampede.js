// A cache of values that were loaded together and end together: what its catalog has to do then.
import { Sim, Station, Values, Track, arrivals, time, count } from "./core.js";

const KEYS = 24;
const LOAD = .15;
const LAST = 20;
const MOST = 60;

export default {
  name: "stampede",
  title: "Keys of a cache, the time that each has left, and the calls in its catalog",
  height: 340,
  speed: .5,
  still: 4.35,
  settles: 9,
  handles: [
    { name: "flight", label: "Requests for a key that is being loaded", values: ["load it, too", "wait for that load"], start: "load it, too" },
    { name: "rate", label: "Requests per second", values: [50, 100, 200, 300, 400], start: 200 },
    { name: "ttl", label: "TTL", values: [1, 2, 4, 8, 16], unit: " s", start: 4 },
    { name: "jitter", label: "Jitter", values: [0, 10, 25, 50], unit: "%", start: 0 },
  ],
  columns: ["For a key that is being loaded", "TTL", "Jitter", "Calls per second", "Calls at once, at most", "p99"],
  cases: ["load it, too", "wait for that load"].flatMap(flight => [{ flight }, { flight, jitter: 50 }, { flight, ttl: 16 }]),
  lasts: 240,
  measure: {
    what: "the calls in the catalog, with three times to live",
    along: "ttl",
    at: [1, 8],
    seconds: 16,
    within: 25,
    numbers: [
      { name: "calls per second", unit: "", of: run => run.calls.all / run.sim.now },
      { name: "calls at once", unit: "", of: run => run.calls.most },
      { name: "p99", unit: "ms", of: run => run.all.quantile(.99) * 1000 },
    ],
    mark(pen, points) {
      const most = points[0].numbers[1];
      const y = 182 + 120 * (1 - Math.min(most / MOST, 1));
      pen.measured(30, y, pen.width - 4);
      pen.text(36, y - 6, `measured ${most} at once`, "ink", "start", 600);
    },
  },

  begin(chance, handles, memory = 1) {
    const sim = new Sim();
    const sum = { born: 0, served: 0, lost: 0 };
    const times = new Values(2000);
    const all = new Values(memory);
    const left = [];
    const calls = { all: 0, most: 0 };
    let since = 0;         // the calls that there were when a handle was moved
    const keys = Array.from({ length: KEYS }, (none, i) => ({ i, ends: 0, lives: 1, waiting: null, loads: 0 }));
    const catalog = new Station(sim, {
      workers: () => 6,
      serve: () => chance.exponential(LOAD),
      done: call => {
        const { key } = call;
        key.loads--;
        key.lives = handles.ttl * (1 - handles.jitter / 100 * chance.next());
        key.ends = sim.now + key.lives;
        const served = call.shared ? key.waiting : [call.request];
        if (call.shared) key.waiting = null;
        served.forEach(serve);
      },
    });
    const inCatalog = () => catalog.queue.length + catalog.busy;

    function serve(request) {
      sum.served++;
      times.add(sim.now - request.born);
      all.add(sim.now - request.born);
      left.push({ id: request.id, at: sim.now, key: request.key });
      if (sim.now - left[0].at > .15) left.shift();
    }

    function load(key, request) {
      const shared = handles.flight === "wait for that load";
      if (shared && key.waiting) {
        key.waiting.push(request);
        return;
      }
      if (shared) key.waiting = [request];
      key.loads++;
      calls.all++;
      catalog.arrive({ id: `load ${calls.all}`, key, request, shared });
      calls.most = Math.max(calls.most, inCatalog());
    }

    arrivals(sim, chance, () => handles.rate, request => {
      sum.born++;
      request.key = keys[Math.min(chance.below(KEYS), chance.below(KEYS))];       // some keys are asked for more often
      if (sim.now < request.key.ends) serve(request);
      else load(request.key, request);
    });
    // At the start all were loaded at once, as after a deployment.
    for (const key of keys) key.ends = key.lives = handles.ttl * (1 - handles.jitter / 100 * chance.next());
    const busy = new Track(sim, LAST, () => inCatalog(), LAST / 160);

    return {
      sim,
      sum,
      calls,
      all,
      inside: () => sum.born - sum.served,
      changed: () => {
        since = calls.all;
        times.clear();
      },
      row: () => [handles.flight, `${handles.ttl} s`, `${handles.jitter}%`, (calls.all / sim.now).toFixed(1), `${calls.most}`, time(all.quantile(.99))],
      words: () => `${keys.filter(key => key.ends > sim.now).length} of ${KEYS} keys are fresh. ${count(inCatalog(), "call is", "calls are")} in the catalog, which does 6 at once; ${count(calls.all - since, "call")} so far. `
        + `1 in 100 of the last requests took ${time(times.quantile(.99))} or more.`,

      draw(pen) {
        const right = pen.width - 4;
        const across = 8;
        const grid = Math.min(330, right - 118);
        const cell = grid / across;
        pen.text(2, 16, "Cache", "ink", "start", 600);
        pen.text(right, 16, "Catalog", "ink", "end", 600);
        for (const key of keys) {
          const x = 2 + key.i % across * cell;
          const y = 26 + Math.floor(key.i / across) * 40;
          const share = Math.max(0, (key.ends - sim.now) / key.lives);
          pen.rect(x, y, cell - 4, 35, "raised", share ? "line" : "bad", 4, share ? 1 : 2);
          pen.rect(x + 1, y + 1 + 33 * (1 - share), cell - 6, 33 * share, "tint", null, 3);
          if (key.loads) pen.text(x + cell / 2 - 2, y + 22, key.loads, "bad", "middle", 600);
        }
        for (const { id, key } of left) pen.dot(id, 2 + (key.i % across + .5) * cell - 2, 44 + Math.floor(key.i / across) * 40, "good", 3, [2 + (key.i % across + .5) * cell - 2, 20]);
        const x = right - 98;
        pen.rect(x - (right > 500 ? right - grid - 128 : 0), 26, 62 + (right > 500 ? right - grid - 128 : 0), 115, "raised", null, 6);
        pen.queue(catalog.queue, x + 52, 37, 9, right > 500 ? Math.floor((right - grid - 96) / 11) : 4, "bad");
        for (let i = 0; i < 6; i++) pen.desk(right - 32, 26 + i * 19.5, 32, 17, catalog.desks[i], sim.now, "warn");

        const y = 182;
        const axis = 30;
        pen.axes(axis, y, right - axis, 120, [[20, "20"], [40, "40"], [60, "60"]], MOST, "Calls in the catalog");
        pen.line([[axis, y + 120 * (1 - 6 / MOST)], [right, y + 120 * (1 - 6 / MOST)]], "warn", 1, [4, 4]);
        busy.draw(pen, axis, y, right - axis, 120, MOST, "bad", 2.5);
        pen.line([[axis, y + 120], [right, y + 120]], "line");
        pen.text(axis, y + 138, `${LAST} s ago`, "quiet");
        pen.text(right, y + 138, "now", "quiet", "end");
      },
    };
  },
};
