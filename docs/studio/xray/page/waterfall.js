// One request as a table whose rows are its stops and the waits between them, with bars on a common time axis.

const TICKS = [1, 2, 5];

// By source, the rows in order: place, number of the stop (0: a wait), name, what happens there.
export const ROWS = {
  agent: [
    ["queue", 1, "accept", "waits in your queue for a worker"],
    ["parse", 2, "parse", "its bytes become a request"],
    ["turn", 0, "its turn", "complete, and waits for a thread"],
    ["route", 3, "route", "its handler is looked for"],
    ["middleware", 4, "middleware", "in the layers, on the way in and out"],
    ["handle", 5, "handle", "in its handler"],
    ["room", 0, "room", "waits for room in the output"],
    ["serialize", 6, "serialize", "the response becomes bytes"],
    ["drain", 7, "drain", "until your server has written the bytes"],
  ],
  slow: [
    ["queue", 1, "accept", "waits in your queue for a worker"],
    ["parse", 2, "parse", "its bytes become a request"],
    ["worker", 0, "worker", "waits for a thread, and for its turn"],
    ["route", 3, "route", "its handler is looked for"],
    ["middleware", 4, "middleware", "in the layers, on the way in"],
    ["handle", 5, "handle", "in its handler"],
    ["serialize", 6, "serialize", "in the layers, on the way out"],
    ["buffer", 0, "buffer", "waits for room in the output"],
    ["drain", 7, "drain", "its response becomes bytes"],
    ["client", 0, "client", "until the kernel has taken the bytes"],
  ],
  wire: [
    ["connect", 0, "connect", "until the server is connected"],
    ["request", 0, "request", "from its first byte to its last"],
    ["server", 0, "server", "until the first byte of the response"],
    ["response", 0, "response", "from its first byte to its last"],
  ],
};

export function time(millis) {
  if (millis >= 1000) return (millis / 1000).toFixed(millis < 10000 ? 2 : 1) + " s";
  return millis.toFixed(millis < 10 ? 2 : millis < 100 ? 1 : 0) + " ms";
}

const share = (part, whole) => 1000 * part < whole ? "< 0.1 %" : (100 * part / whole).toFixed(1) + " %";
const percent = (part, whole) => (100 * Math.max(0, part) / Math.max(whole, 1e-6)).toFixed(1) + "%";

// Milliseconds by place.
export function sums({ spans }) {
  const all = {};
  for (const { place, ms } of spans) all[place] = (all[place] ?? 0) + ms;
  return all;
}

// The row with the most time: [place, milliseconds].
export const longest = request => Object.entries(sums(request)).reduce((one, two) => two[1] > one[1] ? two : one, ["", 0]);

const WAITS = ["queue", "turn", "room", "worker", "buffer", "client", "server"];
const isWait = place => WAITS.includes(place);

function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Solid bars for work, hatched ones for waits; null if there are none.
export function bars({ spans, ms }, wanted = () => true) {
  const most = longest({ spans })[0];
  const shown = spans.filter(wanted);
  if (!shown.length) return null;
  const label = `from ${time(shown[0].from)} to ${time(shown.at(-1).from + shown.at(-1).ms)}`;
  return svg("svg", { class: "xray-bars plotted", role: "img", "aria-label": label }, ...shown.flatMap(({ place, from, ms: part }) => {
    const kind = (isWait(place) ? "wait" : "work") + (place === most ? " most" : "");
    const bar = svg("rect", { class: kind, x: percent(from, ms), width: percent(Math.max(part, ms / 500), ms), y: "10%", height: "80%" });
    if (!isWait(place)) return [bar];
    return [svg("line", { class: "hatch", x1: percent(from, ms), x2: percent(from + part, ms), y1: "50%", y2: "50%" }), bar];
  }));
}

function axis(ms) {
  const rough = ms / 5;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-6)));
  const step = power * (TICKS.find(tick => tick * power >= rough) ?? 10);
  const ticks = svg("svg", { class: "xray-axis plotted", role: "img", "aria-label": `from 0 to ${time(ms)}` });
  for (let at = 0; at / ms < .9; at += step) {
    const x = percent(at, ms);
    ticks.append(svg("line", { x1: x, x2: x, y1: 0, y2: "100%" }), svg("text", { x, y: "75%", dx: 4 }, at === 0 ? "0" : time(at)));
  }
  return ticks;
}

// `whole`: how long the time axis is.
export function table(request, source, calls, whole = request.ms) {
  const all = sums(request);
  const most = longest(request)[0];
  const name = text => make("th", { scope: "col" }, text);
  return make("table", { className: "xray-table" },
    make("caption", { className: "unseen" }, `Where the ${time(request.ms)} of ${request.name} went`),
    make("thead", {}, make("tr", {}, name("Stop"), make("td", {}, axis(whole)), name("Time"), name("Share"))),
    make("tbody", {}, ...ROWS[source].filter(([place]) => !calls || place in calls).map(([place, number, title, does]) => {
      const track = make("div", { className: "xray-track" }, bars({ ...request, ms: whole }, span => span.place === place) ?? "");
      const row = make("tr", {}, make("th", { scope: "row", title: does }, make("b", {}, number ? String(number) : ""), make("span", {}, title, make("small", {}, does))),
        make("td", {}, track), make("td", {}, place in all ? time(all[place]) : "–"), make("td", {}, place in all ? share(all[place], request.ms) : "–"));
      row.className = number ? "stop" : "pause";
      row.classList.toggle("most", place === most);
      row.classList.toggle("none", !(place in all));
      return row;
    })));
}
