// The kernel's accept queue: a client that finds it full gets no answer, and tries again each second, as Linux does at first.
import { Sim, Station, Values, Track, arrivals, time, count, percent } from "./core.js";

const SERVICE = .050;
const TRIES = 6;
const LAST = 20;
const MOST = 10;

export default {
  name: "accept-queue",
  title: "Clients, an accept queue, and the workers that take from it",
  height: 352,
  speed: .5,
  still: 24,
  settles: 20,
  handles: [
    { name: "rate", label: "Requests per second", values: [20, 40, 60, 70, 75, 80, 85, 90, 100, 120, 160, 200], start: 100 },
    { name: "workers", label: "Workers", values: [1, 2, 3, 4, 5, 6, 8], start: 4 },
    { name: "backlog", label: "Backlog", values: [1, 2, 5, 10, 20, 50, 100, 200, 500], start: 50 },
  ],
  columns: ["Requests per second", "Backlog", "Tried again", "Gave up", "Client p50", "Client p99", "Server p99"],
  cases: [70, 100].flatMap(rate => [5, 50, 500].map(backlog => ({ rate, backlog }))),
  lasts: 600,
  measure: {
    what: "who finds the kernel's queue full, and what clients wait, with three backlogs",
    along: "backlog",
    at: [5, 200],
    seconds: 14,
    within: 75,
    numbers: [
      { name: "tried again", unit: "%", of: run => run.sum.tried / run.sum.born * 100 },
      { name: "client p50", unit: "ms", of: run => run.all.clients.quantile(.5) * 1000 },
      { name: "client p99", unit: "ms", of: run => run.all.clients.quantile(.99) * 1000 },
    ],
    mark(pen, points) {
      const wait = points[0].numbers[2] / 1000;
      const y = 182 + 130 * (1 - Math.min(wait, MOST) / MOST);
      pen.measured(34, y, pen.width - 124);
      pen.text(40, y - 6, `measured ${time(wait)}`, "ink", "start", 600);
    },
  },

  begin(chance, handles, memory = 1) {
    const sim = new Sim();
    const clients = new Values(400);
    const server = new Values(400);
    const all = { clients: new Values(memory), server: new Values(memory) };
    const outside = [];          // each in a place of its own
    const left = [];
    const sum = { born: 0, tried: 0, lost: 0, served: 0 };
    let since = { ...sum };         // what there was when a handle was moved
    const station = new Station(sim, {
      workers: () => handles.workers,
      room: () => handles.backlog,
      serve: () => chance.exponential(SERVICE),
      done: request => {
        sum.served++;
        clients.add(sim.now - request.born);
        server.add(sim.now - request.began);
        all.clients.add(sim.now - request.born);
        all.server.add(sim.now - request.began);
        leave(request, "good");
      },
    });

    const trying = () => outside.filter(request => request).length;

    function leave(request, color) {
      left.push({ id: request.id, at: sim.now, color });
      if (sim.now - left[0].at > .4) left.shift();
    }

    function connect(request, tries = 1) {
      if (outside[request.outside] === request) outside[request.outside] = null;
      if (station.arrive(request)) return;
      if (tries === TRIES) {
        sum.lost++;
        leave(request, "bad");
        return;
      }
      if (tries === 1) sum.tried++;
      const free = outside.findIndex(other => !other);
      request.outside = free < 0 ? outside.length : free;
      outside[request.outside] = request;
      sim.after(1, () => connect(request, tries + 1));
    }

    arrivals(sim, chance, () => handles.rate, request => {
      sum.born++;
      connect(request);
    });
    const seen = new Track(sim, LAST, () => clients.quantile(.99));
    const own = new Track(sim, LAST, () => server.quantile(.99));

    return {
      sim,
      sum,
      all,
      inside: () => station.queue.length + station.busy + trying(),
      changed: () => {
        since = { ...sum };
        clients.clear();
        server.clear();
      },
      row: () => [`${handles.rate}`, `${handles.backlog}`, percent(sum.tried / sum.born), percent(sum.lost / sum.born),
        time(all.clients.quantile(.5)), time(all.clients.quantile(.99)), time(all.server.quantile(.99))],
      words: () => `${count(station.queue.length, "connection waits", "connections wait")} in the accept queue; `
        + `of ${count(sum.born - since.born, "client")}, ${sum.tried - since.tried} found it full, and ${sum.lost - since.lost} gave up. `
        + `1 in 100 clients waits ${time(clients.quantile(.99))} or more; the server measures ${time(server.quantile(.99))}.`,

      draw(pen) {
        const right = pen.width - 4;
        const high = 104;
        const desks = right - 58;
        const each = Math.min(26, high / handles.workers);
        const queue = desks - 14;
        const columns = Math.min(Math.ceil(handles.backlog / 9) + 1, Math.floor((queue - 146) / 11));
        const room = columns * 11 + 6;
        pen.text(2, 16, "Trying again", "ink", "start", 600);
        pen.text(queue, 16, "Accept queue", "ink", "end", 600);
        pen.text(right, 16, "Workers", "ink", "end", 600);
        outside.slice(0, 81).forEach((request, i) => request && pen.dot(request.id, 98 - Math.floor(i / 9) * 11, 34 + i % 9 * 11, "bad"));
        if (trying() > 81) pen.text(108, 84, `+${trying() - 81}`, "quiet");
        const full = station.queue.length >= handles.backlog;
        pen.rect(queue - room, 26, room, high, "raised", full ? "bad" : "line", 6);
        pen.queue(station.queue, queue - 9, 34, 9, columns, full ? "warn" : "accent");
        for (let i = 0; i < handles.workers; i++) pen.desk(desks, 27 + i * each, 58, each - 3, station.desks[i], sim.now);
        for (const request of left) {
          if (request.color === "bad") pen.dot(request.id, -16, 140, "bad");
          else pen.dot(request.id, pen.width + 16, 78, "good");
        }

        const x = 34;
        const y = 182;
        pen.axes(x, y, right - x, 130, [[2, "2 s"], [4, "4 s"], [6, "6 s"], [8, "8 s"], [10, "10 s"]], MOST, "p99 of the time that is measured");
        seen.draw(pen, x, y, right - x, 130, MOST, "warn", 2.5);
        own.draw(pen, x, y, right - x, 130, MOST, "good", 2.5);
        pen.line([[x, y + 130], [right, y + 130]], "line");
        const at = y + 130 * (1 - Math.min(clients.quantile(.99), MOST) / MOST);
        pen.text(right - 6, Math.max(y + 16, at - 8), `by clients ${time(clients.quantile(.99))}`, "warn", "end", 600);
        pen.text(right - 6, Math.min(y + 123, y + 124), `by the server ${time(server.quantile(.99))}`, "good", "end", 600);
        pen.text(x, y + 148, `${LAST} s ago`, "quiet");
        pen.text(right, y + 148, "now", "quiet", "end");
      },
    };
  },
};
