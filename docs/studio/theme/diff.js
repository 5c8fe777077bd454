// What differs between two texts, as lines that begin with their side.

import { block } from "./block.js";

const SIDES = { "+": "added", "-": "removed" };

export function diffLines(diff, name = "Difference to the reference") {
  const lines = diff.split("\n").map(line => make("span", { className: SIDES[line[0]] ?? "", textContent: line + "\n" }));
  return block(name, { className: "diff" }, ...lines);
}

// From the first line that differs to the last one: those of one text, then those of the other.
export function between(from, to) {
  const [before, after] = [from.split("\n"), to.split("\n")];
  const most = Math.min(before.length, after.length);
  let [first, last] = [0, 0];
  while (first < most && before[first] === after[first]) first++;
  while (last < most - first && before.at(-1 - last) === after.at(-1 - last)) last++;
  const side = (lines, sign) => lines.slice(first, lines.length - last).map(line => sign + line);
  return [...side(before, "-"), ...side(after, "+")].join("\n");
}
