// Eight clients, and one thread for all of them, or one for each: what a handler that blocks does to the others.
import { Sim, Station, Values, time } from "./core.js";

const CLIENTS = 8;
const WORK = .002;
const THINK = .06;
const SPAN = 1.2;
const LANE = 25;
const TOP = 48;

export default {
  name: "event-loop",
  title: "Eight clients over time: when each is served, blocks in its handler, or waits for the thread",
  height: TOP + CLIENTS * LANE + 58,
  speed: .2,
  still: 5.6,
  settles: 3,
  handles: [
    { name: "threads", label: "Threads", values: ["one for all", "one per client"], start: "one for all" },
    { name: "share", label: "Handlers that block", values: [0, 1, 2, 5, 10, 20], unit: "%", start: 5 },
    { name: "block", label: "They block for", values: [10, 20, 50, 100, 200, 500], unit: " ms", start: 200 },
  ],
  columns: ["Threads", "Block", "For", "Quick requests, p50", "Quick requests, p99", "Requests per second"],
  cases: [{ share: 0 }, { share: 1 }, { share: 5 }, { share: 20 }, { share: 5, threads: "one per client" }, { share: 20, threads: "one per client" }],
  lasts: 600,
  measure: {
    what: "what quick requests wait for handlers that block, with the engines loop and thread",
    along: "share",
    at: [0, 20],
    seconds: 10,
    within: 25,
    numbers: [
      { name: "quick requests, p50", unit: "ms", of: run => run.quick().quantile(.5) * 1000 },
      { name: "quick requests, p99", unit: "ms", of: run => run.quick().quantile(.99) * 1000 },
    ],
    mark(pen, points) {
      const [p50, p99] = points[0].numbers.map(ms => time(ms / 1000));
      pen.text(pen.width / 2 + 24, TOP + CLIENTS * LANE + 16, `measured ${p50}, ${p99}`, "ink", "middle", 600);
    },
  },

  begin(chance, handles, memory = 1000) {
    const sim = new Sim();
    const sum = { born: 0, served: 0, lost: 0 };
    const quick = new Values(memory);
    const bars = Array.from({ length: CLIENTS }, () => []);
    const open = [];
    const station = new Station(sim, {
      workers: () => handles.threads === "one for all" ? 1 : CLIENTS,
      serve: request => {
        request.blocks = chance.next() * 100 < handles.share;
        bar(request, "line", request.born);
        return WORK + (request.blocks ? handles.block / 1000 : 0);
      },
      done: request => {
        sum.served++;
        bar(request, request.blocks ? "warn" : "accent", request.began);
        if (!request.blocks) quick.add(sim.now - request.born);
        open[request.client] = undefined;
        think(request.client);
      },
    });

    function bar(request, color, from) {
      const lane = bars[request.client];
      if (sim.now > from) lane.push({ from, to: sim.now, color });
      while (lane[0]?.to < sim.now - SPAN) lane.shift();
    }

    function think(client) {
      sim.after(chance.exponential(THINK), () => {
        const request = { id: `${client}.${sum.born++}`, born: sim.now, client };
        open[client] = request;
        station.arrive(request);
      });
    }

    for (let client = 0; client < CLIENTS; client++) think(client);
    const isBlocked = request => request && request.began !== undefined && request.blocks;
    const waiting = () => open.filter(request => request && request.began === undefined).length;

    return {
      sim,
      sum,
      quick: () => quick,
      inside: () => open.filter(request => request).length,
      changed: () => { quick.clear(); },
      row: () => [handles.threads, `${handles.share}%`, `${handles.block} ms`, time(quick.quantile(.5)), time(quick.quantile(.99)), `${Math.round(sum.served / sim.now)}`],
      words: () => `${station.desks.filter(isBlocked).length} of ${station.workers() === 1 ? "1 thread is" : "8 threads are"} blocked, ${waiting()} of 8 clients wait for a thread. `
        + `A request whose handler does not block takes 2 ms of work: half take ${time(quick.quantile(.5))} or more, 1 in 100 takes ${time(quick.quantile(.99))} or more.`,

      draw(pen) {
        const left = 24;
        const right = pen.width - 22;
        const x = when => Math.max(left, right - (right - left) * (sim.now - when) / SPAN);
        pen.text(left, 18, "■ served", "accent");
        pen.text(left + 72, 18, "■ blocked", "warn");
        pen.text(left + 154, 18, "■ waits for a thread", "quiet");
        for (let client = 0; client < CLIENTS; client++) {
          const y = TOP + client * LANE;
          const request = open[client];
          pen.text(4, y + 14, "ABCDEFGH"[client], "quiet");
          pen.line([[left, y + 10], [right, y + 10]], "grid", 1);
          const now = request && { from: request.began ?? request.born, to: sim.now, color: request.began === undefined ? "line" : request.blocks ? "warn" : "accent" };
          const rest = request?.began !== undefined ? [{ from: request.born, to: request.began, color: "line" }] : [];
          for (const { from, to, color } of [...bars[client], ...rest, ...now ? [now] : []]) {
            if (to > sim.now - SPAN) pen.rect(x(from), y + (color === "line" ? 6 : 2), Math.max(x(to) - x(from), color === "line" ? 0 : 3), color === "line" ? 8 : 16, color, null, 3);
          }
          pen.dot(client, right + 11, y + 10, now ? now.color : "grid", now ? 7 : 4);
        }
        const y = TOP + CLIENTS * LANE;
        pen.text(left, y + 16, "1.2 s ago", "quiet");
        pen.text(right + 18, y + 16, "now", "quiet", "end");
        pen.text(left, y + 44, `quick requests: p50 ${time(quick.quantile(.5))}`, "accent", "start", 600);
        pen.text(left + 216, y + 44, `p99 ${time(quick.quantile(.99))}`, "bad", "start", 600);
      },
    };
  },
};
