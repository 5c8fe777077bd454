// One of two servers is restarted, again and again: in which order must it stop, so that no request fails?
import { Sim, arrivals, count } from "./core.js";

const CYCLE = 11;
const BEGINS = 3;
const START = 1.5;
const LAST = 14;
const ORDERS = ["exit at once", "close, drain, exit", "not ready, wait, close, drain, exit"];

export default {
  name: "drain",
  title: "A balancer and two servers, of which one is restarted; below, what that one and the balancer know",
  height: 334,
  speed: 1,
  still: 8,
  handles: [
    { name: "order", label: "On SIGTERM, server B will", values: ORDERS, start: ORDERS[1] },
    { name: "notice", label: "The balancer checks every", values: [.5, 1, 2, 3, 5], unit: " s", start: 2 },
    { name: "wait", label: "B waits, if it does, for", values: [0, .5, 1, 2, 3, 5], unit: " s", start: 3 },
  ],
  columns: ["On SIGTERM", "Checks every", "Waits", "Failed per restart", "Restart takes"],
  cases: [{ order: ORDERS[0] }, { order: ORDERS[1] }, { order: ORDERS[2], wait: .5 }, { order: ORDERS[2], wait: 1 }, { order: ORDERS[2], wait: 2 }, { order: ORDERS[2], wait: 3 }],
  lasts: 60 * CYCLE,
  measure: {
    what: "the requests that fail when a server is restarted, in each order",
    along: "order",
    at: ORDERS,
    seconds: BEGINS + 4 * CYCLE,
    within: 25,
    numbers: [{ name: "failed per restart", unit: "", of: run => run.sum.lost / run.restarts() }],
    mark(pen, points) {
      pen.text(pen.width - 4, 324, `measured ${points[0].numbers[0].toFixed(1)} per restart`, "ink", "end", 600);
    },
  },

  begin(chance, handles) {
    const sim = new Sim();
    const sum = { born: 0, served: 0, lost: 0 };
    const servers = [{ name: "A", state: "ready", open: [] }, { name: "B", state: "ready", open: [] }];
    const b = servers[1];
    const left = [];
    const states = [[0, "ready"]];
    const views = [[0, true]];
    const failures = [];
    let turn = 0;
    let life = 0;
    let restarts = 0;
    let began = 0;
    let took = 0;
    let inBalancer = true;
    let since = { ...sum, restarts };        // what there was when a handle was moved

    function enter(state) {
      b.state = state;
      states.push([sim.now, state]);
      while (states[1]?.[0] < sim.now - LAST) states.shift();
    }

    function check() {
      const ready = b.state === "ready";
      if (ready !== inBalancer) {
        inBalancer = ready;
        views.push([sim.now, ready]);
        while (views[1]?.[0] < sim.now - LAST) views.shift();
      }
      sim.after(handles.notice, check);
    }

    function end(request, ok) {
      if (ok) sum.served++;
      else {
        sum.lost++;
        failures.push(sim.now);
        while (failures[0] < sim.now - LAST) failures.shift();
      }
      left.push({ id: request.id, at: sim.now, ok });
      while (left[0].at < sim.now - .6) left.shift();
    }

    function exit() {
      life++;
      for (const request of b.open) end(request, false);
      b.open = [];
      enter("gone");
      sim.after(START, () => {
        took += sim.now - began;
        restarts++;
        enter("ready");
      });
    }

    function close() {
      enter("closed");
      if (b.open.length === 0) exit();
    }

    function restart() {
      sim.after(CYCLE + chance.next() * handles.notice, restart);      // at any time between two checks
      if (b.state !== "ready") return;
      began = sim.now;
      if (handles.order === ORDERS[0]) exit();
      else if (handles.order === ORDERS[1]) close();
      else {
        enter("not ready");
        sim.after(handles.wait, close);
      }
    }

    arrivals(sim, chance, () => 24, request => {
      sum.born++;
      const server = inBalancer ? servers[turn++ % 2] : servers[0];
      if (server.state === "closed" || server.state === "gone") {
        end(request, false);
        return;
      }
      server.open.push(request);
      request.began = sim.now;
      request.ends = sim.now + .2 + .6 * chance.next();
      const now = life;
      sim.after(request.ends - sim.now, () => {
        if (server === b && now !== life) return;
        server.open.splice(server.open.indexOf(request), 1);
        end(request, true);
        if (server === b && b.state === "closed" && b.open.length === 0) exit();
      });
    });
    sim.after(.3, check);
    sim.after(BEGINS, restart);

    const COLORS = { ready: "good", "not ready": "accent", closed: "warn", gone: "bad" };
    return {
      sim,
      sum,
      restarts: () => restarts,
      inside: () => servers[0].open.length + b.open.length,
      changed: () => { since = { ...sum, restarts }; },
      row: () => [handles.order, `${handles.notice} s`, handles.order === ORDERS[2] ? `${handles.wait} s` : "–", (sum.lost / restarts).toFixed(1), `${(took / restarts).toFixed(1)} s`],
      words: () => `Server B is ${b.state}, with ${count(b.open.length, "request")} in progress; the balancer ${inBalancer ? "sends it requests" : "leaves it out"}. `
        + `${sum.lost - since.lost} of ${count(sum.born - since.born, "request")} failed in ${count(restarts - since.restarts, "restart")}.`,

      draw(pen) {
        const right = pen.width - 4;
        pen.text(2, 16, "Balancer", "ink", "start", 600);
        pen.rect(2, 26, 34, 116, "tint", "accent", 6);
        const x = 104;
        servers.forEach((server, i) => {
          const y = 26 + i * 62;
          const sends = i === 0 || inBalancer;
          pen.line([[38, y + 27], [x - 6, y + 27]], sends ? "accent" : "line", sends ? 2.5 : 1.5, sends ? [] : [2, 6]);
          pen.rect(x, y, right - x, 54, server.state === "gone" ? "paper" : "raised", COLORS[server.state], 6);
          pen.text(x + 10, y + 32, server.name, "ink", "start", 600);
          if (i) pen.text(right - 10, y + 32, server.state, COLORS[server.state], "end", 600);
          server.open.forEach(request => {
            const share = (sim.now - request.began) / (request.ends - request.began);
            pen.dot(request.id, x + 34 + (right - x - 120) * share, y + 12 + request.id * 7 % 31, i && server.state === "closed" ? "warn" : "accent", 5, [19, 84]);
          });
        });
        for (const { id, ok } of left) pen.dot(id, ok ? pen.width + 20 : 70, ok ? 84 : 340, ok ? "good" : "bad", 5, ok ? undefined : [19, 84]);

        const axis = 74;
        const width = right - axis;
        const at = when => Math.max(axis, axis + width * (1 - (sim.now - when) / LAST));
        const strip = (y, name, list, color) => {
          pen.text(2, y + 15, name, "quiet");
          list.forEach(([from, value], i) => {
            const to = list[i + 1]?.[0] ?? sim.now;
            if (to > sim.now - LAST) pen.rect(at(from), y, at(to) - at(from), 20, color(value), null, 0);
          });
        };
        pen.text(2, 178, "B is ready", "good");
        pen.text(84, 178, "not ready", "accent");
        pen.text(162, 178, "closed", "warn");
        pen.text(220, 178, "gone", "bad");
        strip(192, "Server B", states, state => COLORS[state]);
        strip(222, "Balancer", views, sends => sends ? "good" : "accent");
        pen.text(2, 267, "Failed", "quiet");
        for (const when of failures) pen.line([[at(when), 253], [at(when), 271]], "bad", 2);
        pen.line([[axis, 278], [right, 278]], "line");
        pen.text(axis, 296, `${LAST} s ago`, "quiet");
        pen.text(right, 296, "now", "quiet", "end");
        pen.text(2, 324, `failed ${sum.lost - since.lost} of ${sum.born - since.born}`, sum.lost > since.lost ? "bad" : "good", "start", 600);
      },
    };
  },
};
