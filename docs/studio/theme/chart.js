// A line chart of the last two minutes. Lines that print without color differ all the same.

const SECONDS = 120;
const GAP_SECONDS = 4;          // without a reading: no line leads over it
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 356, 26, 110];
const DASHES = ["", "6 4"];

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const text = (x, y, anchor, words) => svg("text", { x, y, "text-anchor": anchor }, words);
const line = (i, d) => svg("path",
  { class: "s" + (i + 1), d, fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": DASHES[i] });
const grid = y => svg("path", { class: "grid", d: `M${LEFT} ${y}H${RIGHT}`, stroke: "currentColor" });

// `least` is the smallest upper end of the scale, in `unit`.
export function chart({ title, names, unit, least }) {
  const words = make("span", {});
  const top = text(LEFT - 6, TOP + 4, "end", "");
  const lines = svg("g", {});
  const picture = svg("svg", { viewBox: "0 0 360 136", role: "img", "aria-label": title + " in the last two minutes" },
    grid(TOP), grid(BOTTOM), top, text(LEFT - 6, BOTTOM + 4, "end", "0"),
    text(LEFT, BOTTOM + 18, "start", "2 min ago"), text((LEFT + RIGHT) / 2, BOTTOM + 18, "middle", "1 min ago"),
    text(RIGHT, BOTTOM + 18, "end", "now"), text(0, 12, "start", unit),
    ...names.flatMap((name, i) => [line(i, `M${LEFT + 50 + 125 * i} 8h24`), text(LEFT + 80 + 125 * i, 12, "start", name)]), lines);
  const figure = make("figure", { className: "plot signal", tabIndex: -1 },
    make("figcaption", {}, title + ": ", words), picture);

  // `points` are { at, values } in order; a value may be null.
  function draw(points, now, said) {
    words.textContent = said;
    const shown = points.filter(({ at }) => now - at <= SECONDS * 1000);
    const most = scale(Math.max(least, ...shown.flatMap(({ values }) => values)));
    top.textContent = most;
    const x = at => RIGHT - (RIGHT - LEFT) * (now - at) / (SECONDS * 1000);
    const y = value => BOTTOM - (BOTTOM - TOP) * value / most;
    lines.replaceChildren(...names.map((_, i) => {
      let before = null;
      return line(i, shown.map(({ at, values }) => {
        if (values[i] === null) return "";
        const joins = before !== null && at - before <= GAP_SECONDS * 1000;
        before = at;
        return `${joins ? "L" : "M"}${x(at).toFixed(1)} ${y(values[i]).toFixed(1)}`;
      }).join(""));
    }));
  }

  return { figure, draw };
}

// The next of 1, 2, 5, 10, …
function scale(most) {
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map(step => Number((step * unit).toPrecision(1))).find(step => step >= most);
}
