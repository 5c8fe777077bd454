// Draws the most telling frame of a model as an SVG file, and its numbers as a table: what a page has without scripts.
import { Chance, Pen, begin, heightOf, starts } from "./core.js";

const WIDTH = 340;
const RUNS = 21;
const STYLE = ":root { color-scheme: light dark; color: #20242a; } .accent { color: #0b7c84; } .quiet, .line { color: #6d757e; }"
  + " .grid { color: #b4b2aa; } .good { color: #3b8a4d; } .warn { color: #a06b00; } .bad { color: #a94a74; }"
  + " .tint { fill: #0b7c8433; } .raised { fill: #88888822; } .paper { fill: #fcfbf8; }"
  + " @media (prefers-color-scheme: dark) { :root { color: #d8dcdf; } .paper { fill: #15181b; } }";

class SvgPen extends Pen {
  parts = [];

  constructor() {
    super(WIDTH);
  }

  add(tag, attributes, words = "") {
    const all = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null);
    const text = all.map(([name, value]) => ` ${name}="${typeof value === "number" ? Math.round(value * 10) / 10 : value}"`).join("");
    this.parts.push(words ? `<${tag}${text}>${escaped(words)}</${tag}>` : `<${tag}${text}/>`);
  }

  disc(x, y, r, color = "accent") {
    if (x > -r && x < WIDTH + r) this.add("circle", { class: color, cx: x, cy: y, r, fill: "currentColor" });
  }

  rect(x, y, width, height, fill, stroke, r, line = 1.5) {
    const box = { x, y, width: Math.max(0, width), height: Math.max(0, height), rx: r };
    const filled = ["tint", "raised", "paper"].includes(fill);
    if (fill) this.add("rect", { class: fill, ...box, fill: filled ? undefined : "currentColor" });
    if (stroke) this.add("rect", { class: stroke, ...box, fill: "none", stroke: "currentColor", "stroke-width": line });
  }

  line(points, color, line = 1.5, dash) {
    const path = points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
    this.add("path", { class: color, d: path, fill: "none", stroke: "currentColor", "stroke-width": line,
      "stroke-dasharray": dash?.length ? dash.join(" ") : undefined });
  }

  text(x, y, words, color = "ink", anchor = "start", weight) {
    this.add("text", { class: weight > 400 ? color + " halo" : color, x, y, "text-anchor": anchor === "start" ? undefined : anchor,
      "font-weight": weight > 400 ? weight : undefined, "font-size": 13.5, fill: "currentColor" }, String(words));
  }
}

function escaped(words) {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** @return the SVG; its description is the state in words */
function svg(model, title) {
  const run = begin(model, starts(model));
  const pen = new SvgPen();
  run.draw(pen);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${heightOf(model, WIDTH)}" font-family="system-ui, sans-serif">
<title>${escaped(title)}</title>
<desc>${escaped(run.words())}</desc>
<style>${STYLE}</style>
${pen.parts.join("\n")}
</svg>
`;
}

/** @return the table, as CSV: what the model comes to for some places of its handles */
function csv(model) {
  const rows = model.cases.map(values => {
    const run = model.begin(new Chance(1), { ...starts(model), ...values }, 1e6);
    run.sim.run(typeof model.lasts === "function" ? model.lasts(values) : model.lasts);
    return run.row();
  });
  return [model.columns, ...rows].map(row => row.map(cell => /[",]/.test(cell) ? `"${cell}"` : cell).join(",")).join("\n") + "\n";
}

/** @return what runs as short as those on a real server come to, for all places of the handles: 10%, half, 90% of them */
function predictions(model) {
  const { measure } = model;
  const about = { name: model.name, what: measure.what, along: measure.along, at: measure.at, seconds: measure.seconds, within: measure.within,
    numbers: measure.numbers.map(({ name, unit }) => ({ name, unit })),
    handles: model.handles.map(({ name, label, unit = "", values, start }) => ({ name, label, unit, values, start })) };
  const rows = places(model.handles).map(values => `    ${JSON.stringify(Object.values(values).join("|"))}: ${JSON.stringify(predicted(model, values))}`);
  return `${JSON.stringify(about, null, 2).replace(/\n}$/, ",")}\n  "predicted": {\n${rows.join(",\n")}\n  }\n}\n`;
}

function predicted(model, values) {
  const runs = Array.from({ length: RUNS }, (none, seed) => {
    const run = model.begin(new Chance(seed + 1), { ...values }, 1e6);
    run.sim.run(model.measure.seconds);
    return model.measure.numbers.map(number => number.of(run));
  });
  return model.measure.numbers.map((number, i) => {
    const all = Float64Array.from(runs, run => run[i]).sort();
    return [.1, .5, .9].map(share => Number(all[Math.floor(share * RUNS)].toPrecision(3)));
  });
}

function places(handles) {
  return handles.reduce((all, { name, values }) => all.flatMap(place => values.map(value => ({ ...place, [name]: value }))), [{}]);
}

export { svg, csv, predictions, predicted };
