// Clients that try again make a short fault long: each retry is more load for a server that has too much already.
import { Sim, Station, Recent, Track, arrivals, time, count, percent } from "./core.js";

const WORKERS = 10;
const SERVICE = .1;
const TIMEOUT = 1;
const FAULT = [4, 3];
const LAST = 30;
const MOST = 400;

export default {
  name: "retries",
  title: "Clients that try again, a server, and what reaches it before, in and after a fault",
  height: 356,
  speed: 1,
  still: 22,
  handles: [
    { name: "rate", label: "Requests per second", values: [30, 40, 50, 60, 70, 75, 80, 85, 90, 95], start: 80 },
    { name: "retries", label: "Retries at most", values: [0, 1, 2, 3], start: 3 },
    { name: "guard", label: "Protection", values: ["none", "budget", "breaker"], start: "none" },
  ],
  columns: ["Requests per second", "Retries", "Protection", "Sent per request", "Good, 30 s after the fault"],
  cases: [{ rate: 60 }, { rate: 80 }, { rate: 80, retries: 0 }, { rate: 80, guard: "budget" }, { rate: 80, guard: "breaker" }],
  lasts: 47,
  measure: {
    what: "the calls that a fault leaves behind, and whether good responses come back, with each protection",
    along: "guard",
    at: ["none", "budget", "breaker"],
    seconds: 24,
    within: 25,
    numbers: [
      { name: "calls per request", unit: "", of: run => run.sum.sent / run.sum.born },
      { name: "good after the fault", unit: "%", of: run => run.good.rate / run.born.rate * 100 },
    ],
    mark(pen, points, { rate }) {
      const y = 176 + 140 * (1 - Math.min(points[0].numbers[1] / 100 * rate / MOST, 1));
      pen.measured(pen.width - 10, y);
      pen.text(pen.width - 22, y - 8, "measured", "ink", "end", 600);
    },
  },

  begin(chance, handles) {
    const sim = new Sim();
    const sum = { born: 0, sent: 0, good: 0, failed: 0, waiting: 0 };
    const sent = new Recent(sim, 2);
    const good = new Recent(sim, 2);
    const born = new Recent(sim, 2);
    const late = new Recent(sim, 2);
    const left = [];
    let slowUntil = -1;
    let tokens = 10;
    let failures = [];
    let openUntil = -1;
    let probing = false;

    const station = new Station(sim, {
      workers: () => WORKERS,
      room: () => 400,
      serve: () => chance.exponential(SERVICE) * (sim.now < slowUntil ? 5 : 1),
      done: call => {
        call.responds?.();
        left.push({ id: call.id, at: sim.now, color: call.late ? "bad" : "good" });
        if (sim.now - left[0].at > .5) left.shift();
      },
    });

    function state() {
      if (handles.guard !== "breaker" || openUntil < 0) return "closed";
      return sim.now < openUntil ? "open" : "half-open";
    }

    function note(ok, probe) {
      failures.push(ok ? 0 : 1);
      if (failures.length > 50) failures.shift();
      if (probe) {
        probing = false;
        openUntil = ok ? -1 : sim.now + 3;
        failures = [];
      } else if (openUntil < 0 && failures.length >= 20 && failures.filter(one => one).length * 2 > failures.length) {
        openUntil = sim.now + 3;
      }
    }

    function call(request, tries) {
      const guarded = state();
      if (guarded === "open" || guarded === "half-open" && probing) {
        fail(request, tries, true);
        return;
      }
      const probe = guarded === "half-open";
      if (probe) probing = true;
      sum.sent++;
      sent.add();
      const one = { id: `${request.id}.${tries}`, retry: tries > 0 };
      let over = false;
      const finish = ok => {
        if (over) return;
        over = true;
        note(ok, probe);
        if (ok) {
          sum.good++;
          sum.waiting--;
          good.add();
        } else {
          one.late = true;
          late.add();
          fail(request, tries, false);
        }
      };
      one.responds = () => finish(true);
      if (!station.arrive(one)) finish(false);
      else sim.after(TIMEOUT, () => finish(false));
    }

    function fail(request, tries, refused) {
      const mayTry = !refused && tries < handles.retries && (handles.guard !== "budget" || tokens >= 1);
      if (!mayTry) {
        sum.failed++;
        sum.waiting--;
        return;
      }
      if (handles.guard === "budget") tokens--;
      sim.after(.05 + chance.next() * .1, () => call(request, tries + 1));
    }

    arrivals(sim, chance, () => handles.rate, request => {
      sum.born++;
      sum.waiting++;
      born.add();
      tokens = Math.min(10, tokens + .1);
      call(request, 0);
    });
    const slow = () => { slowUntil = sim.now + FAULT[1]; };
    sim.after(FAULT[0], slow);
    const load = new Track(sim, LAST, () => sent.rate);
    const goodput = new Track(sim, LAST, () => good.rate);
    const fault = new Track(sim, LAST, () => sim.now < slowUntil ? 1 : 0);

    return {
      sim,
      sum,
      good,
      born,
      inside: () => sum.waiting,
      buttons: () => [["Slow the server for 3 s", run => run.slow()]],
      slow,
      row: () => [`${handles.rate}`, `${handles.retries}`, handles.guard, (sum.sent / sum.born).toFixed(1), percent(Math.min(1, good.rate / born.rate))],
      words: () => `${Math.round(born.rate)} requests per second become ${count(Math.round(sent.rate), "call")}; ${Math.round(good.rate)} of the requests get a response in time. `
        + `${count(station.queue.length, "call waits", "calls wait")} at the server, which ${sim.now < slowUntil ? "is slow now" : `is as fast as ever: ${time(station.queue.length * SERVICE / WORKERS)} of work`}. `
        + (handles.guard === "breaker" ? `The breaker is ${state()}.` : ""),

      draw(pen) {
        const right = pen.width - 4;
        const desks = right - 64;
        pen.text(2, 16, "Calls", "ink", "start", 600);
        pen.text(right, 16, sim.now < slowUntil ? "Server, slow" : "Server", sim.now < slowUntil ? "bad" : "ink", "end", 600);
        const color = one => one.late ? "bad" : one.retry ? "warn" : "accent";
        pen.rect(44, 26, desks - 54, 92, "raised", null, 6);
        pen.queue(station.queue, desks - 20, 35, 8, Math.floor((desks - 110) / 11), color);
        for (let i = 0; i < WORKERS; i++) {
          const one = station.desks[i];
          pen.desk(desks + i % 2 * 33, 26 + Math.floor(i / 2) * 18.5, 31, 16, one, sim.now, one ? color(one) : "accent");
        }
        for (const { id, color } of left) pen.dot(id, color === "good" ? pen.width + 16 : desks + 32, color === "good" ? 72 : 150, color);
        if (handles.guard === "breaker") {
          const open = state();
          pen.line(open === "open" ? [[6, 72], [32, 52]] : [[6, 72], [38, 72]], open === "closed" ? "good" : open === "open" ? "bad" : "warn", 3);
          pen.disc(6, 72, 4, "ink");
          pen.disc(40, 72, 4, "ink");
          pen.text(2, 112, open, open === "closed" ? "good" : open === "open" ? "bad" : "warn");
        } else {
          pen.line([[2, 72], [40, 72]], "line", 1 + Math.min(14, sent.rate / 25));
        }
        pen.text(44, 136, "● first try", "accent");
        pen.text(122, 136, "● retry", "warn");
        pen.text(182, 136, "● client has left", "bad");

        const x = 34;
        const y = 176;
        const high = 140;
        pen.axes(x, y, right - x, high, [[100, "100"], [200, "200"], [300, "300"], [400, "400"]], MOST, "Per second");
        fault.points.filter(([, value]) => value).forEach(([when]) => pen.rect(x + (right - x) * (1 - (sim.now - when) / LAST), y, (right - x) / 120 + 1, high, "tint"));
        load.draw(pen, x, y, right - x, high, MOST, "warn", 2.5);
        goodput.draw(pen, x, y, right - x, high, MOST, "good", 2.5);
        pen.line([[x, y + high], [right, y + high]], "line");
        pen.text(right - 4, Math.max(y + 14, y + high * (1 - Math.min(sent.rate, MOST) / MOST) - 8), `calls ${Math.round(sent.rate)}`, "warn", "end", 600);
        pen.text(right - 4, y + high * (1 - Math.min(good.rate, MOST) / MOST) + (good.rate > 40 ? 18 : -6), `good ${Math.round(good.rate)}`, "good", "end", 600);
        pen.text(x, y + high + 18, `${LAST} s ago`, "quiet");
        pen.text(right, y + high + 18, "now", "quiet", "end");
      },
    };
  },
};
