// How queues are drawn: rows of places that fill, what clients wait, and what the server measures.

const MOST_PLACES = 64;
const ROWS = {
  kernel: ["The kernel's queue", "connected, and not accepted yet"],
  own: ["Your queue", "accepted, and waiting for a worker"],
  workers: ["Workers", "being served"],
  pool: ["Database connections", "borrowed from the pool"],
};

// Rows below each other. `fill` gets by name: how many there are (null: not known; undefined: no such row), and the
// limit (0: not known).
export function places(whole) {
  const rows = Object.fromEntries(Object.entries(ROWS).map(([name, [title, meaning]]) => {
    const drawn = make("span", { className: "queues-row", ariaHidden: "true" });
    const words = make("span", { className: "queues-words" });
    const one = make("div", { className: "queues-one" }, make("strong", {}, title), make("span", { className: "queues-meaning" }, meaning), drawn, words);
    whole.append(one);
    return [name, { one, drawn, words, full: -1, of: -1 }];
  }));
  let most = {};                // seen, where no limit is known

  function fillRow(name, [value, limit] = []) {
    const row = rows[name];
    row.one.hidden = value === undefined;
    if (value === undefined) return;
    most[name] = Math.max(most[name] ?? 8, value ?? 0);
    const of = Math.min(MOST_PLACES, limit || most[name]);
    const full = Math.min(of, Math.round((value ?? 0) * Math.min(1, of / (limit || most[name]))));
    const words = value === null ? "not known here" : limit ? `${value} of ${limit}${value > limit ? ": the kernel lets some more wait" : ""}` : value > of ? `${value}, of which ${of} are drawn` : String(value);
    if (row.words.textContent !== words) row.words.textContent = words;
    if (row.full === full && row.of === of) return;
    row.one.dataset.full = String(limit > 0 && value >= limit);
    row.drawn.replaceChildren(...Array.from({ length: of }, (_, i) => make("i", { className: i < full ? "full" : "" })));
    Object.assign(row, { full, of });
  }

  return {
    fill: values => { for (const name of Object.keys(ROWS)) fillRow(name, values[name]); },
    forget: () => { most = {}; },
  };
}

export const milli = value => value === null || value === undefined ? "–" : value < 10 ? value.toFixed(1) + " ms" : Math.round(value) + " ms";

// Rows of [name, [p50, p99]].
export const timesTable = rows => make("table", {},
  make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Time"), ...["p50", "p99"].map(name => make("th", { scope: "col" }, name)))),
  make("tbody", {}, ...rows.map(([name, values]) => make("tr", {}, make("th", { scope: "row" }, name), ...values.map(value => make("td", {}, milli(value)))))));
