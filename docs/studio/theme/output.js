// What a cell came to, as the pages show what was recorded. All of it is text: nothing that a cell prints becomes HTML.

import { linked } from "./places.js";

const LABELS = { out: "Output", err: "Standard error", value: "Value", error: "Error" };

// `parts` are { kind, lines, plot }, in order; `none` is what stands there without any.
export function show(section, parts, none = "No output") {
  section.replaceChildren(...parts.flatMap(part => [
    make("p", { className: "label", textContent: part.plot ? "Plot" : LABELS[part.kind] }),
    part.plot ? figure(part.plot) : text(part),
  ]));
  if (parts.length === 0) section.append(make("p", { className: "label", textContent: none }));
}

export const duration = millis => millis < 1000 ? millis + " ms" : (millis / 1000).toFixed(1) + " s";

// Lines that stand together and are of one kind.
export function parts(lines) {
  const all = [];
  for (const { kind, text } of lines) {
    if (all.at(-1)?.kind === kind) all.at(-1).lines.push(text);
    else all.push({ kind, lines: [text] });
  }
  return all;
}

function text(part) {
  const samp = make("samp", {}, ...linked(part.lines.map(visible).join("\n")));
  const pre = make("pre", { className: "from-" + part.kind }, samp);
  nameWhereItScrolls(pre, "group", "Output");
  return pre;
}

// The CR of a line ending does nothing; other controls get their pictures.
function visible(line) {
  return line.replace(/\r$/, "").replace(/[\x00-\x08\x0a-\x1f]/g, c => String.fromCharCode(0x2400 + c.charCodeAt(0)));
}

function figure({ title, svg, names, rows }) {
  const drawn = new DOMParser().parseFromString(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '),
    "image/svg+xml").documentElement;
  const cell = (tag, scope, value) => make(tag, scope ? { scope, textContent: value } : { textContent: value });
  const table = make("table", {},
    make("thead", {}, make("tr", {}, ...names.map(name => cell("th", "col", name)))),
    make("tbody", {}, ...rows.map(([first, ...others]) =>
      make("tr", {}, cell("th", "row", first), ...others.map(value => cell("td", "", value))))));
  return make("figure", { className: "plot" }, make("figcaption", { textContent: title }), document.importNode(drawn, true),
    make("details", { className: "numbers" }, make("summary", { textContent: "The numbers" }), table));
}
