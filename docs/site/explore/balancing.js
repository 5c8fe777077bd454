// A balancer in front of five servers, of which one is slow: the rule of the balancer decides how many wait there.
import { Sim, Station, Values, arrivals, time, count, percent } from "./core.js";

const SERVICE = .010;
const SERVERS = 5;
const ROOM = 60;
const HIGH = 44;

const CHOICES = {
  "random": (stations, chance) => chance.below(SERVERS),
  "round robin": (stations, chance, turn) => turn % SERVERS,
  "two choices": (stations, chance) => {
    const one = chance.below(SERVERS);
    const other = (one + 1 + chance.below(SERVERS - 1)) % SERVERS;
    return inside(stations[other]) < inside(stations[one]) ? other : one;
  },
  // Of those with equally few, any: else the first server would get the most.
  "least connections": (stations, chance) => {
    const least = Math.min(...stations.map(inside));
    const best = stations.filter(station => inside(station) === least);
    return stations.indexOf(best[chance.below(best.length)]);
  },
};

function inside(station) {
  return station.queue.length + station.busy;
}

export default {
  name: "balancing",
  title: "A balancer and five servers, of which one is slow",
  height: 300,
  speed: .05,
  still: 6,
  settles: 4,
  handles: [
    { name: "policy", label: "The balancer chooses by", values: Object.keys(CHOICES), start: "round robin" },
    { name: "load", label: "Load, if no server were slow", values: [20, 30, 40, 50, 60, 70, 80], unit: "%", start: 50 },
    { name: "slow", label: "The last server is slower", values: [1, 2, 4, 8], unit: " times", start: 4 },
  ],
  columns: ["Policy", "Slower", "To the slow one", "Refused", "p50", "p99"],
  cases: [2, 4].flatMap(slow => Object.keys(CHOICES).map(policy => ({ policy, slow }))),
  lasts: 400,
  measure: {
    what: "what the edge's rules do with a slow server",
    along: "policy",
    at: ["round robin", "two choices", "least connections"],
    seconds: 4,
    within: 25,
    numbers: [
      { name: "to the slow one", unit: "%", of: run => run.sum.slow / run.sum.born * 100 },
      { name: "p50", unit: "ms", of: run => run.times().quantile(.5) * 1000 },
      { name: "p99", unit: "ms", of: run => run.times().quantile(.99) * 1000 },
    ],
    mark(pen, points) {
      const [, p50, p99] = points[0].numbers.map(ms => time(ms / 1000));
      pen.text(2, 294, `measured: p50 ${p50}, p99 ${p99}`, "ink", "start", 600);
    },
  },

  begin(chance, handles, memory = 3000) {
    const sim = new Sim();
    const sum = { born: 0, served: 0, lost: 0, slow: 0 };
    const times = new Values(memory);
    let recent = [];
    const left = [];
    let turn = 0;
    const stations = Array.from({ length: SERVERS }, (none, i) => new Station(sim, {
      workers: () => 1,
      room: () => ROOM,
      serve: () => chance.exponential(SERVICE * (i === SERVERS - 1 ? handles.slow : 1)),
      done: request => {
        sum.served++;
        times.add(sim.now - request.born);
        leave(request, i, "good");
      },
    }));

    function leave(request, i, color) {
      left.push({ id: request.id, at: sim.now, i, color });
      if (sim.now - left[0].at > .04) left.shift();
    }

    arrivals(sim, chance, () => handles.load / 100 * SERVERS / SERVICE, request => {
      sum.born++;
      const i = CHOICES[handles.policy](stations, chance, turn++);
      if (i === SERVERS - 1) sum.slow++;
      recent.push(i);
      if (recent.length > 500) recent.shift();
      if (!stations[i].arrive(request)) {
        sum.lost++;
        leave(request, i, "bad");
      }
    });

    const share = i => recent.filter(one => one === i).length / (recent.length || 1);
    return {
      sim,
      sum,
      times: () => times,
      inside: () => stations.reduce((all, station) => all + inside(station), 0),
      changed: () => { times.clear(); recent = []; },
      row: () => [handles.policy, `${handles.slow} times`, percent(sum.slow / sum.born), percent(sum.lost / sum.born),
        time(times.quantile(.5)), time(times.quantile(.99))],
      words: () => `By ${handles.policy}, the slow server gets ${percent(share(SERVERS - 1))} of the requests, and `
        + `${count(stations[SERVERS - 1].queue.length, "request waits", "requests wait")} there. Half of all responses take `
        + `${time(times.quantile(.5))} or more, 1 in 100 takes ${time(times.quantile(.99))} or more.`,

      draw(pen) {
        const right = pen.width - 4;
        const desk = right - 58;
        pen.text(right, 16, "Servers", "ink", "end", 600);
        pen.text(2, 16, "Balancer", "ink", "start", 600);
        pen.rect(2, 26, 30, HIGH * SERVERS - 6, "tint", "accent", 6);
        stations.forEach((station, i) => {
          const y = 26 + i * HIGH;
          const slow = i === SERVERS - 1 && handles.slow > 1;
          const color = slow ? "warn" : "accent";
          pen.line([[32, y + 19], [72, y + 19]], "line", 1 + share(i) * 14);
          pen.text(38, y + 11, percent(share(i)), slow ? "warn" : "quiet");
          pen.rect(74, y, desk - 80, HIGH - 6, "raised", station.queue.length >= ROOM ? "bad" : null, 6);
          pen.queue(station.queue, desk - 16, y + 8, 3, Math.floor((desk - 130) / 11), color);
          pen.desk(desk, y + 3, 58, HIGH - 12, station.desks[0], sim.now, color);
          if (slow) pen.text(desk + 29, y + HIGH + 10, "slow", "warn", "middle", 600);
        });
        for (const { id, i, color } of left) pen.dot(id, color === "good" ? pen.width + 16 : 60, color === "good" ? 45 + i * HIGH : 320, color);
        pen.text(2, 276, `p50 ${time(times.quantile(.5))}`, "accent", "start", 600);
        pen.text(96, 276, `p99 ${time(times.quantile(.99))}`, "warn", "start", 600);
        pen.text(200, 276, `refused ${sum.lost}`, sum.lost ? "bad" : "quiet", "start", 600);
      },
    };
  },
};
