// The four golden signals of one server: their charts, and what each reading of its /metrics adds to them.

import { chart } from "./chart.js";
import { FAMILIES, goesOn, signals } from "./metrics.js";

const WINDOW_MILLIS = 5500;     // each value is about the last five seconds
const KEPT_MILLIS = 125000;
const CALM_MILLIS = 5000;       // between two pictures, for readers who want less motion
const calm = matchMedia("(prefers-reduced-motion: reduce)");

// `of` says whose they are, such as " of server a".
export function golden(of = "") {
  const charts = {
    latency: chart({ title: "Latency" + of, names: ["p50", "p99"], unit: "ms", least: 10 }),
    traffic: chart({ title: "Traffic" + of, names: ["requests"], unit: "per second", least: 10 }),
    errors: chart({ title: "Errors" + of, names: ["failed"], unit: "%", least: 10 }),
    saturation: chart({ title: "Saturation" + of, names: ["queue", "workers busy"], unit: "", least: 5 }),
  };
  const points = { latency: [], traffic: [], errors: [], saturation: [] };
  let readings = [];
  let drawn = 0;

  // There is no reading now.
  function silent() {
    readings = [];
    for (const [name, one] of Object.entries(charts)) one.draw(points[name], Date.now(), "");
  }

  // Takes a reading, and gives what each signal says in words. `read` is when it was made, by another clock than this
  // page's: that is later when a response is late.
  function heard(reading, read = Date.now()) {
    const now = Date.now();
    if (readings.length && !goesOn(readings.at(-1), reading)) readings = [];
    readings = [...readings.filter(({ at }) => now - at <= WINDOW_MILLIS), { ...reading, at: now, read }];
    const values = signals(readings[0], reading, (read - readings[0].read) / 1000);
    const words = {};
    for (const [name, all] of Object.entries(points)) {
      const missing = lacking(name, reading);
      words[name] = missing ?? WORDS[name](values);
      if (!missing) all.push({ at: now, values: values[name] });
      if (now - all[0]?.at > KEPT_MILLIS) all.shift();
    }
    if (!calm.matches || now - drawn >= CALM_MILLIS) {
      drawn = now;
      for (const [name, one] of Object.entries(charts)) one.draw(points[name], now, words[name]);
    }
    return words;
  }

  return { charts, heard, silent };
}

// In words, what the server does not say yet; undefined if it says all.
function lacking(name, { families }) {
  const missing = FAMILIES[name].find(family => !families.includes(family));
  return missing && missing + " is not in /metrics yet";
}

const round = value => value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
const WORDS = {
  latency: ({ latency: [p50, p99] }) => p50 === null ? "no 2xx in the last 5 s" : `p50 ${round(p50)} ms, p99 ${round(p99)} ms`,
  traffic: ({ traffic: [each] }) => round(each ?? 0) + " requests per second",
  errors: ({ errors: [share], kinds }) => share === null ? "no requests in the last 5 s" : `${round(share)}% fail${kinds.length ? ": " + kinds.join(", ") : ""}`,
  saturation: ({ saturation: [queue, busy], limit, oldest }) => `${busy} of ${limit} workers busy, ${queue} in the queue`
    + (oldest > 0 ? `, the oldest request waits for ${round(oldest)} s` : ""),
};
