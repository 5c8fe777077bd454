// A connection as a sequence diagram: the client's line above, the server's below, time from left to right. Long waits
// are drawn shorter than they are, and labeled.

import { count, time } from "./bytes.js";

const MOST = 60;
const HEIGHT = 134;
const TOP = 30;
const BOTTOM = 92;
const LABELED_MILLIS = 40;
const NOTES = { FIN: "FIN", RST: "RST", FAILED: "refused", FULL: "not reading", RESUMED: "reads again" };

const svg = (tag, attributes, ...children) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

export function picture(width = 700) {
  const drawing = svg("svg", { class: "wire-picture plotted", height: HEIGHT, role: "img" });
  let last = null;
  let wide = width;             // asking the drawing itself would lay the page out, each time
  new ResizeObserver(([{ contentRect }]) => {
    wide = contentRect.width || wide;
    if (last) draw(last);
  }).observe(drawing);

  // `now`: milliseconds since it began; null: it is over. `until`: the index of the last event that is shown.
  function draw({ events, now, kinds, until = Infinity }) {
    last = { events, now, kinds, until };
    const some = events.slice(-MOST);
    const width = Math.max(260, wide);
    const step = millis => 1 + 9 * Math.log10(1 + millis);
    const gaps = some.map(({ at }, i) => i ? at - some[i - 1].at : 0);
    const tail = now === null || !some.length ? 0 : Math.max(0, now - some.at(-1).at);
    const all = gaps.reduce((sum, gap) => sum + step(gap), 0) + (now === null ? 0 : step(tail));
    const scale = (width - 96) / Math.max(all, 12);
    drawing.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    drawing.replaceChildren(line("client", TOP, width), line("server", BOTTOM, width));
    drawing.setAttribute("aria-label", some.length ? `${count(events.length, "event")} in ${time(some.at(-1).at)}` : "no event yet");
    let x = 60;
    some.forEach((event, i) => {
      const before = x;
      x += step(gaps[i]) * scale;
      if (events.length - some.length + i > until) return;
      if (gaps[i] >= LABELED_MILLIS && x - before > 34) label(before, x, time(gaps[i]));
      drawing.append(...mark(event, x, kinds(event)));
    });
    if (now !== null && some.length) {
      const end = x + step(tail) * scale;
      drawing.append(svg("line", { class: "wire-now", x1: end, x2: end, y1: TOP - 10, y2: BOTTOM + 10 }));
      if (tail >= LABELED_MILLIS && end - x > 34) label(x, end, time(tail));
    }
  }

  function line(name, y, width) {
    return svg("g", {}, svg("text", { x: 0, y: y + 4 }, name), svg("line", { class: "wire-life", x1: 52, x2: width, y1: y, y2: y }));
  }

  function label(from, to, text) {
    drawing.append(svg("line", { class: "wire-gap", x1: from + 4, x2: to - 4, y1: BOTTOM + 24, y2: BOTTOM + 24 }),
      svg("text", { class: "wire-gap-time", x: (from + to) / 2, y: BOTTOM + 36 }, text));
  }

  function mark({ side, kind, length }, x, part) {
    const [from, to] = side === "CLIENT" ? [TOP, BOTTOM] : [BOTTOM, TOP];
    const point = Math.sign(to - from);
    if (kind === "BYTES") {
      const thick = 1.5 + Math.log10(1 + length);
      return [svg("path", { class: "wire-arrow", "data-part": part, "stroke-width": thick,
        d: `M${x} ${from}L${x} ${to - point * 7}` }), svg("path", { class: "wire-tip", "data-part": part,
        d: `M${x} ${to}l${-4 - thick / 2} ${-9 * point}h${8 + thick}z` })];
    }
    if (kind === "OPENED") return [svg("circle", { class: "wire-dot", cx: x, cy: TOP, r: 4 })];
    if (kind === "CONNECTED") return [svg("circle", { class: "wire-dot", cx: x, cy: BOTTOM, r: 4 })];
    if (!(kind in NOTES)) return [];
    const y = side === "CLIENT" ? TOP : BOTTOM;
    const bad = kind !== "FIN" && kind !== "RESUMED";
    return [svg("path", { class: bad ? "wire-bad" : "wire-fin",
      d: bad ? `M${x - 5} ${y - 5}l10 10m0 -10l-10 10` : `M${x} ${y - 8}v16` }),
      svg("text", { class: "wire-note", x, y: side === "CLIENT" ? TOP - 14 : BOTTOM + 21 }, NOTES[kind])];
  }

  return { drawing, draw };
}
