// The four golden signals of the learner's server, drawn live while a slider says how much it is asked. Only what is seen
// asks the studio, once per second, and the load ends soon after the last time.

import { post } from "./api.js";
import { golden } from "./golden.js";
import { read } from "./metrics.js";
import { lab, panel } from "./pane.js";

const EACH_MILLIS = 1000;
const SETTLED_MILLIS = 7000;    // after a move of the slider, the values show what it has changed
const TARGETS = ["/", "/slow/100", "/fail-midway"];

const own = golden();
const why = make("p", {});
const status = make("p", { className: "unseen", role: "status" });      // only what the reader has caused
const slider = make("input", { type: "range", min: 0, max: 200, step: 5, value: 0 });
const target = make("select", { ariaLabel: "Request" }, ...TARGETS.map(path => new Option("GET " + path, path)));
const rate = make("output", { ariaLive: "off" });
let asksFor = false;            // whether this page has a load
let asking = false;
let reasonBefore = null;
let settled = 0;

// Labs before 12 have no metrics. `openPane` shows the pane of the lab.
export function begin(openPane) {
  if (lab < "lab12") return;
  const { body, fold } = panel("Signals");
  body.append(make("div", { className: "signals-load" }, make("label", {}, "Load ", slider), rate, target), why, status,
    make("div", { className: "signals" }, ...Object.values(own.charts).map(({ figure }) => figure)));
  slider.addEventListener("input", moved);
  target.addEventListener("change", moved);
  sayRate();
  setInterval(() => {
    if (!document.hidden && body.checkVisibility() && !asking) ask();
  }, EACH_MILLIS);
  for (const [name, { figure }] of Object.entries(own.charts)) {
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
  own.silent();
  why.textContent = reason;
  if (reason !== reasonBefore) status.textContent = reason;
  reasonBefore = reason;
}

function heard(reading, remark) {
  why.textContent = remark;
  if (reasonBefore) status.textContent = "";
  reasonBefore = null;
  const words = own.heard(reading);
  if (settled && Date.now() > settled) {
    settled = 0;
    status.textContent = Object.entries(words).map(([name, said]) => `${name}: ${said}`).join("; ");
  }
}
