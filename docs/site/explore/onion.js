// A request goes in through the layers of an onion and out again: what the order of two of them decides.
import { Sim } from "./core.js";

const STEP = .55;


/** The layers from the outside in. */
function layers({ auth, errors }) {
  const all = ["log", "limit"];
  all.splice(errors - 1, 0, "errors");
  all.splice(auth - 1, 0, "auth");
  return [...all, "handler"];
}

/** How a request fares: how far in it gets, what the client receives, what the log has, whether it used up a token of the limit. */
function trip(handles) {
  const all = layers(handles);
  const place = name => all.indexOf(name);
  const thrower = handles.request === "auth service fails" ? place("auth") : handles.request === "handler throws" ? place("handler") : -1;
  const turn = thrower >= 0 ? thrower : handles.request === "without a token" ? place("auth") : place("handler");
  const caught = thrower >= 0 && place("errors") < thrower ? place("errors") : -1;
  const status = thrower >= 0 ? caught >= 0 ? "500" : "cut off" : handles.request === "without a token" ? "401" : "200";
  const logged = place("log") < turn ? caught >= 0 && caught < place("log") || thrower >= 0 && caught < 0 ? "an exception" : status : "nothing";
  return { all, turn, thrower, caught, status, logged, counted: place("limit") < turn, anonymous: place("limit") < place("auth") };
}

export default {
  name: "onion",
  title: "Layers around a handler, and a request on its way in and out",
  height: 300,
  speed: 1,
  still: 3.1,
  handles: [
    { name: "request", label: "A request", values: ["with a token", "without a token", "handler throws", "auth service fails"], start: "without a token" },
    { name: "auth", label: "Place of auth", values: [1, 2, 3, 4], start: 1 },
    { name: "errors", label: "Place of errors", values: [1, 2, 3], start: 2 },
  ],
  columns: ["Layers, from the outside", "Request", "Client gets", "Log has"],
  cases: [{ auth: 1 }, { auth: 3 }, { auth: 1, request: "auth service fails" }, { auth: 3, request: "auth service fails" }, { auth: 3, errors: 3, request: "handler throws" }, { auth: 3, errors: 1, request: "handler throws" }],
  lasts: 0,
  trip,

  begin(chance, handles) {
    const sim = new Sim();
    let began = 0;
    return {
      sim,
      changed: () => { began = sim.now; },
      row: () => {
        const { all, status, logged } = trip(handles);
        return [all.slice(0, -1).join(", "), handles.request, status, logged];
      },
      words: () => {
        const { all, turn, status, logged, anonymous } = trip(handles);
        return `From the outside: ${all.join(", ")}. The request turns around at ${all[turn]}. The client gets ${status === "cut off" ? "no response: the connection is cut off" : status}; the log has ${logged}. `
          + (anonymous ? "Requests without a token use up the limit, too." : "The limit counts users, not guests.");
      },

      draw(pen) {
        const { all, turn, thrower, caught, status, logged } = trip(handles);
        const right = pen.width - 4;
        const high = 198;
        const gap = Math.min(58, (right - 96) / 2 / 5);
        const lane = 30 + high / 2;
        all.forEach((name, i) => {
          const x = 34 + i * gap;
          const y = 30 + i * 17;
          const color = name === "auth" ? "accent" : name === "errors" ? "warn" : "line";
          pen.rect(x, y, right - 30 - 2 * i * gap - 4, high - i * 34, i % 2 ? "paper" : "raised", color, 8, i === turn ? 3 : 1.5);
          pen.text(i < all.length - 1 ? x + 6 : x + (right - 34 - 2 * i * gap) / 2, y + (i < all.length - 1 ? 14 : 36), name, color === "line" ? "quiet" : color, i < all.length - 1 ? "start" : "middle", name === "auth" || name === "errors" ? 600 : 400);
        });
        // In to where it turns, out to the client or, if no layer catches, straight into nothing.
        const cycle = (sim.now - began) % ((2 * turn + 6) * STEP) / STEP;
        const inward = Math.min(cycle, turn + 1);
        const outward = Math.max(0, Math.min(cycle - turn - 3, turn + 1));
        const back = outward > 0;
        // A layer that rejects a request passes it around what is inside of it.
        const [from, to] = [18 + (turn + 1) * gap, right + 16 - (turn + 1) * gap];
        const below = turn === all.length - 1 ? lane + 11 : 30 + high - turn * 17 - 9;
        const across = Math.max(0, Math.min((cycle - turn - 1) / 2, 1));
        const x = back ? to + (right - 14 - to) * outward / (turn + 1) : across > 0 ? from + (to - from) * Math.max(0, Math.min(across * 2 - .5, 1)) : 18 + inward * gap;
        const failing = thrower >= 0 && (caught < 0 || back && turn + 1 - outward > caught + 1);
        const color = !back ? "accent" : failing ? "bad" : status === "200" ? "good" : "warn";
        pen.line([[10, lane], [18 + (turn + 1) * gap, lane]], "grid", 2, [3, 5]);
        pen.line([[right - 14 - (turn + 1) * gap, lane + 22], [right - 6, lane + 22]], "grid", 2, [3, 5]);
        pen.dot("request", x, back || across > .8 ? lane + 22 : across > 0 ? below : lane, color, 8);
        pen.text(2, 254, `client gets ${status}`, status === "200" ? "good" : status === "cut off" ? "bad" : "warn", "start", 600);
        pen.text(right, 254, `log has ${logged}`, logged === "nothing" || logged === "an exception" ? "bad" : "good", "end", 600);
        pen.text(2, 284, all.slice(0, -1).join(" → "), "quiet");
      },
    };
  },
};
