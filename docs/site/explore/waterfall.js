// One request through the seven stops: what the client waits for, and which part of it the handler's clock sees.
import { Sim, time } from "./core.js";

const SERVICE = .02;
const STOPS = ["accept", "parse", "route", "middleware", "handle", "serialize", "drain"];

/** Seconds at each stop; before accept, the request waits for a worker. */
function parts({ busy, queries, size, client }) {
  const share = busy / 100;
  return [SERVICE * share / (1 - share), .0002, .0001, .0006, .001 + queries * .002, .0004 + size * 2e-5, size / client];
}

export default {
  name: "waterfall",
  title: "The seven stops as a waterfall: the time of one request at each",
  height: 322,
  speed: 1,
  still: 2.4,
  handles: [
    { name: "busy", label: "Workers are busy", values: [10, 30, 50, 70, 80, 85, 90, 95], unit: "%", start: 85 },
    { name: "queries", label: "Queries of the handler", values: [1, 2, 5, 10, 20, 51], start: 1 },
    { name: "size", label: "Response", values: [1, 10, 50, 100, 500, 1000], unit: " KB", start: 100 },
    { name: "client", label: "The client reads", values: [50, 200, 1000, 5000, 20000], unit: " KB/s", start: 1000 },
  ],
  columns: ["Busy", "Queries", "Response", "Client", "Waits for a worker", "Handler", "Drain", "Client waits"],
  cases: [{ busy: 10, size: 1 }, {}, { busy: 95 }, { queries: 51 }, { client: 200 }],
  lasts: 0,
  parts,

  begin(chance, handles) {
    const sim = new Sim();
    const total = () => parts(handles).reduce((sum, part) => sum + part, 0);
    return {
      sim,
      row: () => {
        const all = parts(handles);
        return [`${handles.busy}%`, `${handles.queries}`, `${handles.size} KB`, `${handles.client} KB/s`, time(all[0]), time(all[4]), time(all[6]), time(total())];
      },
      words: () => {
        const all = parts(handles);
        const longest = all.indexOf(Math.max(...all));
        return `The client waits ${time(total())}; the handler's clock says ${time(all[4])}. `
          + `The longest part is ${longest === 0 ? "the wait before accept" : STOPS[longest]}, with ${time(all[longest])}.`;
      },

      draw(pen) {
        const all = parts(handles);
        const sum = total();
        const left = 92;
        const right = pen.width - 66;
        const high = 30;
        const place = sim.now % 4 / 3;           // a trip takes 3 s of the reader, then it begins again
        const now = Math.min(place, 1) * sum;
        let from = 0;
        let dot = [left, 42];
        pen.text(2, 18, "Stop", "ink", "start", 600);
        pen.text(left, 18, "Time of one request", "ink", "start", 600);
        STOPS.forEach((stop, i) => {
          const y = 30 + i * high;
          const x = left + (right - left) * from / sum;
          const width = Math.max(2, (right - left) * all[i] / sum);
          const done = Math.max(0, Math.min(1, (now - from) / all[i]));
          const color = i === 4 ? "accent" : i === 0 || i === 6 ? "warn" : "quiet";
          pen.line([[left, y + high - 3], [right, y + high - 3]], "grid", 1);
          pen.text(2, y + 17, stop, now >= from && now < from + all[i] ? color : "quiet");
          pen.rect(x, y + 3, width, 18, "raised", "line", 3, 1);
          pen.rect(x, y + 3, width * done, 18, color, null, 3);
          if (all[i] * 40 > sum) pen.text(x + width + 6, y + 17, time(all[i]), color, "start", 600);
          if (now >= from) dot = [x + width * done, y + 12];
          from += all[i];
        });
        pen.dot("request", ...dot, "ink", 6);
        const y = 30 + STOPS.length * high + 12;
        const begins = all.slice(0, 4).reduce((a, b) => a + b, 0);
        const bar = (top, x, width, color, words) => {
          pen.rect(left + x, top, Math.max(3, width), 12, color, null, 3);
          pen.text(2, top + 11, words, color);
        };
        bar(y, (right - left) * begins / sum, (right - left) * all[4] / sum, "accent", "handler");
        bar(y + 26, 0, right - left, "warn", "client");
        pen.text(pen.width - 2, y + 11, time(all[4]), "accent", "end", 600);
        pen.text(pen.width - 2, y + 37, time(sum), "warn", "end", 600);
        pen.text(2, y + 64, "Each measures its own time.", "quiet");
      },
    };
  },
};
