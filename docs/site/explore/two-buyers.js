// Two buyers and one sofa: their steps in any order, by chance or by hand, until it is sold twice.
import { Sim, count } from "./core.js";

const WAYS = ["read, then write", "lock, read, write", "one statement"];
const STEPS = {
  [WAYS[0]]: ["read the stock", "is one left?", "write stock − 1"],
  [WAYS[1]]: ["take the lock", "read the stock", "is one left?", "write stock − 1", "release the lock"],
  [WAYS[2]]: ["stock − 1, if > 0", "was it changed?"],
};

/** A round: what each buyer has done, and the stock. */
function fresh() {
  return { stock: 1, lock: null, buyers: [0, 1].map(i => ({ i, step: 0, read: null, sold: false, done: false })) };
}

/** Does the next step of a buyer. @return whether it could be done: a lock may be taken */
function advance(round, buyer, way) {
  const name = STEPS[way][buyer.step];
  if (name === "take the lock") {
    if (round.lock !== null) return false;
    round.lock = buyer.i;
  } else if (name === "read the stock") {
    buyer.read = round.stock;
  } else if (name === "is one left?") {
    if (buyer.read < 1) buyer.step++;        // nothing to write
  } else if (name === "write stock − 1") {
    round.stock = buyer.read - 1;
    buyer.sold = true;
  } else if (name === "release the lock") {
    round.lock = null;
  } else if (name === "stock − 1, if > 0") {
    buyer.sold = round.stock > 0;
    round.stock -= buyer.sold ? 1 : 0;
  }
  buyer.step++;
  buyer.done = buyer.step >= STEPS[way].length;
  return true;
}

const sold = round => round.buyers.filter(buyer => buyer.sold).length;

/** Every order that the steps of the two can have, and in how many the sofa is sold twice. */
function orders(way) {
  const counts = [0, 0];
  const walk = round => {
    const open = round.buyers.filter(buyer => !buyer.done);
    if (open.length === 0) {
      counts[0]++;
      if (sold(round) > 1) counts[1]++;
    }
    for (const { i } of open) {
      const copy = structuredClone(round);
      if (advance(copy, copy.buyers[i], way)) walk(copy);
    }
  };
  walk(fresh());
  return counts;
}

export default {
  name: "two-buyers",
  title: "The steps of two buyers side by side, and the stock between them",
  height: 268,
  speed: 1,
  still: 5.6,
  handles: [
    { name: "way", label: "Each buys by", values: WAYS, start: WAYS[0] },
  ],
  columns: ["Each buys by", "Possible orders of their steps", "Sold twice in"],
  cases: WAYS.map(way => ({ way })),
  lasts: 0,

  begin(chance, handles) {
    const sim = new Sim();
    const ends = [0, 0];
    let round = fresh();
    let lastWay = handles.way;
    let moved = 0;

    function step(i) {
      const buyer = round.buyers[i];
      buyer.waits = !buyer.done && !advance(round, buyer, handles.way);
      if (round.buyers.every(one => one.done) && !round.counted) {
        round.counted = true;
        ends[sold(round) > 1 ? 1 : 0]++;
      }
    }

    // By chance, for as long as no hand is at work.
    function next() {
      sim.after(.9, next);
      if (sim.now < moved) return;
      const open = round.buyers.filter(buyer => !buyer.done);
      if (open.length === 0) round = fresh();
      else step(open[chance.below(open.length)].i);
    }
    sim.after(.9, next);

    function byHand(i) {
      moved = sim.now + 20;
      if (round.counted) round = fresh();
      step(i);
    }

    const outcome = () => !round.counted ? `${round.stock} left` : sold(round) > 1 ? "sold twice" : "sold once";
    return {
      sim,
      buttons: () => [["Ben's next step", run => run.byHand(0)], ["Cem's next step", run => run.byHand(1)]],
      byHand,
      changed: () => {
        if (lastWay === handles.way) return;
        lastWay = handles.way;
        round = fresh();
        ends.fill(0);
      },
      row: () => [handles.way, ...orders(handles.way).map(String)],
      words: () => round.buyers.map(({ i, step, sold: has, read, done, waits }) => `${["Ben", "Cem"][i]} ${done ? has ? "has bought a sofa" : "got none"
        : waits ? "waits for the lock" : `has done ${step} of ${STEPS[handles.way].length} steps${read === null ? "" : `, and read ${read}`}`}.`).join(" ")
        + ` The stock is ${round.stock}. ${count(ends[0], "round")} went well, ${ends[1]} sold one sofa twice.`,

      draw(pen) {
        const middle = pen.width / 2;
        const steps = STEPS[handles.way];
        const y = i => 46 + i * 30;
        pen.text(2, 18, "Ben", "accent", "start", 600);
        pen.text(pen.width - 2, 18, "Cem", "warn", "end", 600);
        const twice = round.counted && sold(round) > 1;
        pen.rect(middle - 44, 62, 88, 76, twice ? "paper" : "raised", twice ? "bad" : round.lock === null ? "line" : round.lock ? "warn" : "accent", 8, 2);
        pen.text(middle, 86, "stock", "quiet", "middle");
        pen.text(middle, 108, round.stock, "ink", "middle", 600);
        pen.text(middle, 129, round.lock === null ? outcome() : "locked", twice ? "bad" : round.lock === null ? "quiet" : round.lock ? "warn" : "accent", "middle", twice ? 600 : 400);
        for (const buyer of round.buyers) {
          const color = buyer.i ? "warn" : "accent";
          const side = buyer.i ? pen.width - 8 : 8;
          const inner = buyer.i ? -14 : 14;
          pen.line([[side, y(0)], [side, y(steps.length - 1)]], "grid", 2);
          steps.forEach((name, i) => {
            pen.disc(side, y(i), 3, i < buyer.step ? color : "line");
            pen.text(side + inner, y(i) + 5, name, i === buyer.step && !buyer.done ? color : i < buyer.step ? "ink" : "quiet", buyer.i ? "end" : "start", i === buyer.step && !buyer.done ? 600 : 400);
          });
          pen.dot(buyer.i, side, y(Math.min(buyer.step, steps.length - .4)), color, 7);
          const words = buyer.done ? buyer.sold ? "has a sofa" : "got none" : buyer.waits ? "waits for the lock" : buyer.read === null ? "" : `has read ${buyer.read}`;
          pen.text(buyer.i ? pen.width - 2 : 2, 212, words, buyer.done && buyer.sold ? twice ? "bad" : "good" : color, buyer.i ? "end" : "start", 600);
        }
        pen.text(2, 254, `went well ${ends[0]}`, "good", "start", 600);
        pen.text(pen.width - 2, 254, `sold twice ${ends[1]}`, ends[1] ? "bad" : "quiet", "end", 600);
      },
    };
  },
};
