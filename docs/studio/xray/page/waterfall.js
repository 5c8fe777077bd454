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
const percent = (part, whole) => (100 * part / Math.max(whole, 1e-6)).toFixed(1) + "%";

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

export function bars({ spans, ms }, wanted = () => true) {
  const most = longest({ spans })[0];
  return spans.filter(wanted).map(({ place, from, ms: part }) => {
    const bar = make("i", { className: isWait(place) ? "wait" : "work" });
    if (place === most) bar.classList.add("most");
    bar.style.setProperty("--from", percent(from, ms));
    bar.style.setProperty("--part", percent(part, ms));
    return bar;
  });
}

function axis(ms) {
  const rough = ms / 5;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-6)));
  const step = power * (TICKS.find(tick => tick * power >= rough) ?? 10);
  const track = make("div", { className: "xray-track" });
  for (let at = 0; at <= ms; at += step) {
    const tick = make("span", {}, at === 0 ? "0" : time(at));
    tick.style.setProperty("--from", percent(at, ms));
    if (at / ms < .9) track.append(tick);
  }
  return track;
}

export function table(request, source, calls) {
  const all = sums(request);
  const most = longest(request)[0];
  const name = text => make("th", { scope: "col" }, text);
  return make("table", { className: "xray-table" },
    make("caption", { className: "unseen" }, `Where the ${time(request.ms)} of ${request.name} went`),
    make("thead", {}, make("tr", {}, name("Stop"), make("td", {}, axis(request.ms)), name("Time"), name("Share"))),
    make("tbody", {}, ...ROWS[source].filter(([place]) => !calls || place in calls).map(([place, number, title, does]) => {
      const track = make("div", { className: "xray-track", ariaHidden: "true" }, ...bars(request, span => span.place === place));
      const row = make("tr", {}, make("th", { scope: "row", title: does }, make("b", {}, number ? String(number) : ""), make("span", {}, title, make("small", {}, does))),
        make("td", {}, track), make("td", {}, place in all ? time(all[place]) : "–"), make("td", {}, place in all ? share(all[place], request.ms) : "–"));
      row.className = number ? "stop" : "pause";
      row.classList.toggle("most", place === most);
      row.classList.toggle("none", !(place in all));
      return row;
    })));
}
