// The four golden signals of the learner's server, drawn live while a slider says how much it is asked. Only what is seen
// asks the studio, once per second, and the load ends soon after the last time.

import { post } from "./api.js";
import { chart } from "./chart.js";
import { FAMILIES, goesOn, read, signals } from "./metrics.js";
import { lab, panel } from "./pane.js";

const EACH_MILLIS = 1000;
const WINDOW_MILLIS = 5500;     // each value is about the last five seconds
const KEPT_MILLIS = 125000;
const CALM_MILLIS = 5000;       // between two pictures, for readers who want less motion
const SETTLED_MILLIS = 7000;    // after a move of the slider, the values show what it has changed
const TARGETS = ["/", "/slow/100", "/fail-midway"];
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const charts = {
  latency: chart({ title: "Latency", names: ["p50", "p99"], unit: "ms", least: 10 }),
  traffic: chart({ title: "Traffic", names: ["requests"], unit: "per second", least: 10 }),
  errors: chart({ title: "Errors", names: ["failed"], unit: "%", least: 10 }),
  saturation: chart({ title: "Saturation", names: ["queue", "workers busy"], unit: "", least: 5 }),
};
const points = { latency: [], traffic: [], errors: [], saturation: [] };
const why = make("p", {});
const status = make("p", { className: "unseen", role: "status" });      // only what the reader has caused
const slider = make("input", { type: "range", min: 0, max: 200, step: 5, value: 0 });
const target = make("select", { ariaLabel: "Request" }, ...TARGETS.map(path => new Option("GET " + path, path)));
const rate = make("output", { ariaLive: "off" });
let readings = [];
let asksFor = false;            // whether this page has a load
let asking = false;
let reasonBefore = null;
let drawn = 0;
let settled = 0;

// Labs before 12 have no metrics. `openPane` shows the pane of the lab.
export function begin(openPane) {
  if (lab < "lab12") return;
  const { body, fold } = panel("Signals");
  body.append(make("div", { className: "signals-load" }, make("label", {}, "Load ", slider), rate, target), why, status,
    make("div", { className: "signals" }, ...Object.values(charts).map(({ figure }) => figure)));
  slider.addEventListener("input", moved);
  target.addEventListener("change", moved);
  sayRate();
  setInterval(() => {
    if (!document.hidden && body.checkVisibility() && !asking) ask();
  }, EACH_MILLIS);
  for (const [name, { figure }] of Object.entries(charts)) {
    document.querySelector(`main .signal-${name} p`)?.replaceChildren(press(`See ${name} live`, () => {
      openPane();
      fold.open = true;
      figure.focus();
    }));
  }
}

function moved() {
  asksFor = true;
  settled = Date.now() + SETTLED_MILLIS;
  sayRate();
}

function sayRate() {
  rate.textContent = slider.value + " per second";
  slider.ariaValueText = slider.value + " requests per second";
}

async function ask() {
  asking = true;
  const load = { rate: slider.valueAsNumber, target: target.value };
  const wanted = asksFor ? { load } : {};
  asksFor = load.rate > 0;
  try {
    const { metrics, why: reason, open, full } = await post("api/lab/signals", wanted);
    if (reason) silent(reason);
    else heard(read(metrics), full ? `${open} requests of the load wait: until one has its response, no others are sent.` : "");
  } catch (problem) {
    silent(problem.message);
  } finally {
    asking = false;
  }
}

function silent(reason) {
  readings = [];
  for (const [name, one] of Object.entries(charts)) one.draw(points[name], Date.now(), "");
  why.textContent = reason;
  if (reason !== reasonBefore) status.textContent = reason;
  reasonBefore = reason;
}

function heard(reading, remark) {
  const now = Date.now();
  why.textContent = remark;
  if (reasonBefore) status.textContent = "";
  reasonBefore = null;
  if (readings.length && !goesOn(readings.at(-1), reading)) readings = [];
  readings = [...readings.filter(({ at }) => now - at <= WINDOW_MILLIS), { ...reading, at: now }];
  const values = signals(readings[0], reading, (now - readings[0].at) / 1000);
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
  if (settled && now > settled) {
    settled = 0;
    status.textContent = Object.entries(words).map(([name, said]) => `${name}: ${said}`).join("; ");
  }
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
  errors: ({ errors: [share] }) => share === null ? "no requests in the last 5 s" : round(share) + "% fail, 4xx aside",
  saturation: ({ saturation: [queue, busy], limit, oldest }) => `${busy} of ${limit} workers busy, ${queue} in the queue`
    + (oldest > 0 ? `, the oldest request waits for ${round(oldest)} s` : ""),
};
