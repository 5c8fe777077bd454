// A source, a server and a slow reader: without backpressure, the difference of their speeds piles up in memory.
import { Sim, Recent, Track, count } from "./core.js";

const MEMORY = 64;
const BOUND = 4;
const LAST = 12;

export default {
  name: "backpressure",
  title: "Pieces of 1 MB from a source, through a server's memory, to a slow reader",
  height: 300,
  speed: 1,
  still: 5.2,
  handles: [
    { name: "writer", label: "The writer", values: ["does not wait", "waits"], start: "does not wait" },
    { name: "source", label: "The source gives", values: [2, 5, 10, 15, 20, 30, 40], unit: " MB/s", start: 15 },
    { name: "reader", label: "The reader takes", values: [1, 2, 3, 5, 10, 15, 20, 30, 40], unit: " MB/s", start: 3 },
  ],
  columns: ["The writer", "Source", "Reader", "Arrives", "In memory at most", "Crashes in a minute"],
  cases: ["does not wait", "waits"].flatMap(writer => [3, 10, 15].map(reader => ({ writer, reader }))),
  lasts: 60,
  measure: {
    what: "what a reader gets, and what the server holds for it in memory, with three readers",
    along: "reader",
    at: [1, 10],
    seconds: 8,
    within: 25,
    numbers: [
      { name: "arrives", unit: "MB/s", of: run => run.sum.served / run.sim.now },
      { name: "in memory", unit: "MB", of: run => run.most() },
    ],
    mark(pen, points) {
      const held = points[0].numbers[1];
      const y = 156 + 110 * (1 - Math.min(held / 72, 1));
      pen.measured(48, y, pen.width - 4);
      pen.text(54, y - 6, `measured ${held.toFixed(1)} MB`, "ink", "start", 600);
    },
  },

  begin(chance, handles) {
    const sim = new Sim();
    const sum = { born: 0, served: 0, lost: 0 };
    const got = new Recent(sim, 3);
    const left = [];
    let crashed = -9;
    let crashes = 0;
    let since = { crashes, lost: 0 };        // what there was when a handle was moved
    let most = 0;
    let life = 0;
    let held = 0;
    let stuck = false;
    let taking = null;

    const isUp = () => sim.now > crashed + 1.5;
    const pieces = [];

    function give() {
      if (!isUp()) {
        sim.after(crashed + 1.5 - sim.now + .001, give);
        return;
      }
      if (handles.writer === "waits" && held >= BOUND) {
        stuck = true;
        return;
      }
      pieces.push({ id: sum.born++, place: pieces.length ? pieces.at(-1).place + 1 : 0 });
      most = Math.max(most, ++held);
      if (handles.writer === "does not wait" && held > MEMORY) {
        crashed = sim.now;
        crashes++;
        life++;
        sum.lost += held;
        for (const piece of pieces) left.push({ id: piece.id, at: sim.now, color: "bad" });
        if (taking) left.push({ id: taking.id, at: sim.now, color: "bad" });
        pieces.length = held = 0;
        taking = null;
      }
      take();
      sim.after(1 / handles.source, give);
    }

    function take() {
      if (taking || !pieces.length) return;
      taking = pieces.shift();
      taking.began = sim.now;
      taking.ends = sim.now + 1 / handles.reader;
      const now = life;
      sim.after(1 / handles.reader, () => {
        if (now !== life) return;
        sum.served++;
        got.add();
        left.push({ id: taking.id, at: sim.now, color: "good" });
        taking = null;
        held--;
        take();
        if (stuck && (held < BOUND || handles.writer !== "waits")) {
          stuck = false;
          give();
        }
      });
    }

    give();
    const memory = new Track(sim, LAST, () => held);

    return {
      sim,
      sum,
      most: () => Math.min(most, MEMORY),
      inside: () => held,
      changed: () => {
        most = held;
        since = { crashes, lost: sum.lost };
      },
      row: () => [handles.writer, `${handles.source} MB/s`, `${handles.reader} MB/s`, `${(sum.served / sim.now).toFixed(1)} MB/s`, `${Math.min(most, MEMORY)} MB`, `${crashes}`],
      words: () => (isUp() ? `${held} MB wait in the server's memory of 64 MB. ` : "The server ran out of memory and starts again; everything in it is lost. ")
        + `The reader gets ${got.rate.toFixed(1)} MB/s. ${stuck ? "The source is waiting. " : ""}${count(crashes - since.crashes, "crash", "crashes")} so far, ${sum.lost - since.lost} MB lost.`,

      draw(pen) {
        const right = pen.width - 4;
        while (left[0]?.at < sim.now - .6) left.shift();
        pen.text(2, 16, "Source", "ink", "start", 600);
        pen.text(right, 16, "Reader", "ink", "end", 600);
        pen.rect(2, 26, 44, 92, "tint", stuck ? "line" : "accent", 6);
        pen.text(24, 77, stuck ? "waits" : "", "quiet", "middle");
        const x = 74;
        const width = right - 84 - x;
        pen.text(x + width / 2, 16, isUp() ? "Memory of the server" : "OutOfMemoryError", isUp() ? "ink" : "bad", "middle", 600);
        pen.rect(x, 26, width, 92, "raised", isUp() ? "line" : "bad", 6);
        const columns = 11;
        pieces.forEach((piece, i) => {
          const at = i + pieces[0].place % 6;
          pen.dot(piece.id, x + width - 14 - Math.floor(at / 6) * Math.min(22, (width - 24) / columns), 36 + at % 6 * 14.5, held > 48 ? "bad" : held > 16 ? "warn" : "accent", 5, [24, 72]);
        });
        if (handles.writer === "waits") {
          const edge = x + width - 26;
          pen.line([[edge, 30], [edge, 114]], "good", 2, [4, 4]);
          pen.text(edge - 6, 110, "at most 4", "good", "end");
        }
        pen.rect(right - 52, 50, 52, 44, "raised", taking ? "accent" : "line", 6);
        if (taking) {
          pen.rect(right - 51, 51, 50 * Math.min(1, (sim.now - taking.began) / (taking.ends - taking.began)), 42, "tint", null, 5);
          pen.dot(taking.id, right - 26, 72, "accent", 5);
        }
        for (const { id, color } of left) pen.dot(id, color === "good" ? pen.width + 20 : x + width / 2 + id % 40 * 4 - 80, color === "good" ? 72 : 330, color, 5);

        const y = 156;
        const axis = 48;
        pen.axes(axis, y, right - axis, 110, [[16, "16"], [32, "32"], [48, "48"], [64, "64"]], 72, "MB in memory");
        memory.draw(pen, axis, y, right - axis, 110, 72, handles.writer === "waits" ? "good" : "bad", 2.5);
        pen.line([[axis, y + 110], [right, y + 110]], "line");
        pen.text(axis, y + 128, `${LAST} s ago`, "quiet");
        pen.text(right, y + 128, "now", "quiet", "end");
      },
    };
  },
};
