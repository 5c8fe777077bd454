// A queue in front of workers: the busier they are, the longer it gets (M/M/c, or M/D/c with constant times).
import { Chance, Sim, Station, Values, arrivals, time, count } from "./core.js";

const SERVICE = .010;
const LEFT = 60;
const TOP = 132;
const HIGH = 150;
const MOST = .5;
const MEASURED = 20000;

/** The chance that a request waits: Erlang C, for `c` workers that are busy a share `load` of the time. */
function erlangC(c, load) {
  let term = 1;
  let sum = 1;
  for (let i = 1; i < c; i++) sum += term *= c * load / i;
  const all = term * load / (1 - load);
  return all / (sum + all);
}

/** How long a request waits on average: M/M/c, or M/D/1. */
function formula({ load, workers, spread }) {
  const mean = erlangC(workers, load / 100) * SERVICE / (workers * (1 - load / 100));
  return spread === "constant" ? mean / 2 : mean;
}

/** How long all but a share `beyond` of the requests wait, as M/M/c has it. */
function waits(c, load, beyond) {
  return Math.max(0, Math.log(erlangC(c, load) / beyond) * SERVICE / (c * (1 - load)));
}

function play(chance, handles, memory) {
  const sim = new Sim();
  const left = [];
  const waited = new Values(memory);
  const station = new Station(sim, {
    workers: () => handles.workers,
    serve: request => {
      waited.add(sim.now - request.queued);
      return handles.spread === "constant" ? SERVICE : chance.exponential(SERVICE);
    },
    done: request => {
      left.push({ id: request.id, at: sim.now });
      if (sim.now - left[0].at > .04) left.shift();
    },
  });
  arrivals(sim, chance, () => handles.load / 100 * handles.workers / SERVICE, request => station.arrive(request));
  return { sim, station, waited, left };
}

export default {
  name: "utilization",
  title: "A queue in front of workers, and how long requests wait in it",
  height: 330,
  speed: .05,
  still: 40.3,
  handles: [
    { name: "load", label: "Busy", values: [10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92, 94, 95, 96, 97, 98], unit: "%", start: 90 },
    { name: "workers", label: "Workers", values: [1, 2, 4, 8], start: 1 },
    { name: "spread", label: "Times", values: ["random", "constant"], start: "random" },
  ],
  columns: ["Busy", "Workers", "Times", "Average wait", "By formula", "p99"],
  cases: [50, 80, 90, 95].map(load => ({ load })).concat([{ load: 90, workers: 8 }, { load: 90, spread: "constant" }]),
  lasts: ({ load, workers = 1 }) => 1e8 * SERVICE / (load * workers),
  measure: {
    what: "how long requests wait, at three loads",
    along: "load",
    plots: "load",
    at: [50, 80],
    seconds: 8,
    within: 25,
    numbers: [
      { name: "wait, p50", unit: "ms", of: run => run.waited.quantile(.5) * 1000 },
      { name: "wait, p99", unit: "ms", of: run => run.waited.quantile(.99) * 1000 },
    ],
    mark(pen, points) {
      for (const { values, numbers } of points) {
        for (const wait of numbers) pen.measured(LEFT + (pen.width - 12 - LEFT) * values.load / 100, TOP + HIGH * (1 - Math.min(wait / 1000, MOST) / MOST));
      }
    },
  },
  erlangC,
  formula,

  begin(chance, handles, memory) {
    const run = play(chance, handles, memory);
    const { sim, station, waited, left } = run;
    let known;
    // A point of the curve needs more requests than a reader wants to wait for.
    const measured = () => {
      if (!known) {
        const twin = play(new Chance(5), { ...handles }, MEASURED);
        twin.sim.run(MEASURED * SERVICE * 100 / (handles.load * handles.workers));
        known = [twin.waited.quantile(.5), twin.waited.quantile(.99)];
      }
      return known;
    };

    return {
      sim,
      waited,
      changed: () => { known = null; },
      row: () => [`${handles.load}%`, `${handles.workers}`, handles.spread, time(waited.mean), time(formula(handles)), time(waited.quantile(.99))],
      words: () => `The ${handles.workers === 1 ? "worker is" : "workers are"} busy ${handles.load}% of the time. `
        + `${count(station.queue.length, "request waits", "requests wait")} now. Of ${MEASURED.toLocaleString("en-US")} requests, half wait ${time(measured()[0])} or more, and 1 in 100 waits ${time(measured()[1])} or more.`,

      draw(pen) {
        const right = pen.width - 4;
        const rows = Math.min(handles.workers, 4);
        const desk = rows > 3 ? 18 : 26;
        const x = right - (handles.workers > 4 ? 92 : 62);
        pen.text(2, 16, "Queue", "ink", "start", 600);
        pen.text(right, 16, handles.workers > 1 ? "Workers" : "Worker", "ink", "end", 600);
        pen.rect(2, 26, x - 12, 78, "raised", null, 6);
        pen.queue(station.queue, x - 20, 37, 6, Math.floor((x - 60) / 11));
        for (let i = 0; i < handles.workers; i++) {
          const y = 65 - rows * (desk + 2) / 2 + i % rows * (desk + 2);
          pen.desk(x + (handles.workers > 4 ? 46 * Math.floor(i / 4) : 0) + 2, y, handles.workers > 4 ? 42 : 56, desk, station.desks[i], sim.now);
        }
        for (const request of left) pen.dot(request.id, pen.width + 20, 65, "good");

        const width = right - LEFT - 8;
        pen.axes(LEFT, TOP, width, HIGH, [[.1, "100 ms"], [.2, "200 ms"], [.3, "300 ms"], [.4, "400 ms"], [.5, "500 ms"]], MOST, "Waiting time");
        pen.line([[LEFT, TOP], [LEFT, TOP + HIGH], [LEFT + width, TOP + HIGH]], "line");
        for (const load of [0, 50, 80, 90, 100]) pen.text(LEFT + width * load / 100, TOP + HIGH + 18, `${load}`, "quiet", "middle");
        pen.text(LEFT + width, TOP + HIGH + 36, "busy, %", "quiet", "end");
        const words = [];
        for (const [beyond, color, name] of [[.5, "accent", "p50"], [.01, "warn", "p99"]]) {
          const points = [];
          for (let load = .01; load < .996; load += .005) {
            const right = waits(handles.workers, load, beyond);
            if (right > MOST) break;
            points.push([LEFT + width * load, TOP + HIGH * (1 - right / MOST)]);
          }
          pen.line(points, color, 2, beyond === .5 ? [] : [6, 4]);
          const wait = measured()[beyond === .5 ? 0 : 1];
          const at = [LEFT + width * handles.load / 100, TOP + HIGH * (1 - Math.min(wait, MOST) / MOST)];
          pen.dot(name, ...at, color, 7);
          words.push([at[1] + 4, `${name} ${time(wait)}`, color]);
        }
        words[1][0] = Math.min(words[1][0], words[0][0] - 18);
        for (const [y, text, color] of words) pen.text(LEFT + width * handles.load / 100 - 13, y, text, color, "end", 600);
      },
    };
  },
};
