// Threads that share a pool of connections to a database with few cores: more connections are not more queries.
import { Sim, Station, Chance, Values, Recent, time, count } from "./core.js";

const THREADS = 100;
const THINK = .05;
const CORE = .004;
const DISK = .006;
const SIZES = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 30, 40, 60, 80, 100];
const MOST = 1200;

/** Throughput by the size of the pool, measured with the model itself. */
function curve(handles) {
  return SIZES.map(size => {
    const run = play(new Chance(size), { ...handles, size }, 1);
    run.sim.run(1.5);
    return [size, run.sum.served / 1.5];
  });
}

function play(chance, handles, memory) {
  const sim = new Sim();
  const sum = { born: 0, served: 0, lost: 0 };
  const waits = new Values(memory);
  const queries = new Values(memory);
  const done = new Recent(sim, .5);
  const waiting = [];
  const held = [];
  const disk = new Set();
  const cores = new Station(sim, {
    workers: () => handles.cores,
    // Those beyond the cores cost, too: locks, caches, changes of context.
    serve: () => chance.exponential(CORE) * (1 + .01 * Math.max(0, held.filter(one => one).length - handles.cores)),
    done: request => {
      disk.add(request);
      sim.after(chance.exponential(DISK), () => {
        disk.delete(request);
        held[request.slot] = undefined;
        sum.served++;
        done.add();
        queries.add(sim.now - request.got);
        think();
        borrow();
      });
    },
  });

  function think() {
    sim.after(chance.exponential(THINK), () => {
      waiting.push({ id: sum.born++, asked: sim.now, place: waiting.length ? waiting.at(-1).place + 1 : 0 });
      borrow();
    });
  }

  function borrow() {
    for (let slot = 0; slot < handles.size && waiting.length; slot++) {
      if (held[slot]) continue;
      const request = waiting.shift();
      Object.assign(request, { slot, got: sim.now });
      waits.add(sim.now - request.asked);
      held[slot] = request;
      cores.arrive(request);
    }
  }

  for (let i = 0; i < THREADS; i++) think();
  return { sim, sum, waits, queries, done, waiting, held, cores, disk };
}

export default {
  name: "pool",
  title: "Threads that wait for a connection, the pool, and the cores of the database",
  height: 330,
  speed: .05,
  still: 2.02,
  settles: 1.5,
  handles: [
    { name: "size", label: "Connections in the pool", values: SIZES, start: 60 },
    { name: "cores", label: "Cores of the database", values: [1, 2, 4], start: 4 },
  ],
  columns: ["Connections", "Cores", "Queries per second", "Wait for a connection", "Query", "Both"],
  cases: [2, 4, 8, 12, 30, 100].map(size => ({ size })).concat([{ size: 4, cores: 2 }, { size: 12, cores: 2 }]),
  lasts: 60,

  begin(chance, handles, memory = 500) {
    const run = play(chance, handles, memory);
    const { sim, sum, waits, queries, done, waiting, held, cores, disk } = run;
    let known = handles.cores;
    let points;
    return {
      sim,
      sum,
      inside: () => waiting.length + held.filter(one => one).length,
      changed: () => { waits.clear(); queries.clear(); },
      row: () => [`${handles.size}`, `${handles.cores}`, `${Math.round(sum.served / sim.now)}`, time(waits.mean), time(queries.mean), time(waits.mean + queries.mean)],
      words: () => `${held.filter(one => one).length} of ${count(handles.size, "connection")} are in use, and ${count(waiting.length, "thread waits", "threads wait")} for one. `
        + `The database does ${Math.round(done.rate)} queries per second; half of the threads wait ${time(waits.quantile(.5))} or more for a connection, and half of the queries take ${time(queries.quantile(.5))} or more.`,

      draw(pen) {
        if (!points || known !== handles.cores) points = curve(handles);
        known = handles.cores;
        const right = pen.width - 4;
        const desks = right - 66;
        const size = Math.min(110, Math.ceil(handles.size / 10) * 11 + 4);
        const pool = desks - 22 - size;
        pen.text(2, 16, "Threads", "ink", "start", 600);
        pen.text(pool + size, 16, "Pool", "ink", "end", 600);
        pen.text(right, 16, "Database", "ink", "end", 600);
        pen.queue(waiting, pool - 20, 34, 9, Math.max(3, Math.floor((pool - 50) / 11)), "warn");
        pen.rect(pool, 26, size + 2, 115, "raised", "line", 6);
        for (let slot = 0; slot < handles.size; slot++) {
          const x = pool + 8 + Math.floor(slot / 10) * 11;
          const y = 33 + slot % 10 * 11;
          if (!held[slot]) pen.disc(x, y, 2, "line");
          else if (!cores.desks.includes(held[slot]) && !disk.has(held[slot])) pen.dot(held[slot].id, x, y);
          else pen.disc(x, y, 4, "tint");
        }
        pen.rect(desks - 8, 26, 74, 115, "raised", null, 6);
        for (let i = 0; i < handles.cores; i++) pen.desk(desks, 32 + i * 19, 58, 17, cores.desks[i], sim.now, "good");
        pen.text(desks, 124, "disk", "quiet");
        [...disk].slice(0, 12).forEach((request, i) => pen.dot(request.id, desks + 34 + i % 3 * 10, 114 + Math.floor(i / 3) * 8, "quiet", 3.5));

        const axis = 46;
        const y = 176;
        const high = 100;
        const x = n => axis + 12 + (right - axis - 24) * Math.log(n) / Math.log(100);
        const at = n => y + high * (1 - Math.min(n / MOST, 1));
        pen.axes(axis, y, right - axis, high, [[400, "400"], [800, "800"], [1200, "1,200"]], MOST, "Queries per second");
        pen.line(points.map(([n, rate]) => [x(n), at(rate)]), "accent", 2);
        pen.line([[axis, y + high], [right, y + high]], "line");
        for (const n of [1, 2, 4, 10, 20, 40, 100]) pen.text(x(n), y + high + 18, n, "quiet", "middle");
        pen.text(right, y + high + 37, "connections in the pool", "quiet", "end");
        const own = points[SIZES.indexOf(handles.size)][1];
        pen.dot("point", x(handles.size), at(own), "accent", 7);
        pen.text(x(handles.size) + (handles.size > 10 ? -12 : 12), at(own) + (own > 250 ? 24 : -10), `${Math.round(own / 10) * 10} per second`, "accent", handles.size > 10 ? "end" : "start", 600);
      },
    };
  },
};
