// The page of ./jbang chain: asks once per second how all parts are, and sends what its buttons say.

import { post } from "../studio/api.js";
import { golden } from "../studio/golden.js";
import { read } from "../studio/metrics.js";
import { way } from "./way.js";

const EACH_MILLIS = 1000;
const BUTTONS = {
  edge: [["Replace the certificate", "certificate"], ["Add a slow client", "slow"]],
  a: [["Kill", "kill a"], ["Drain", "drain a"], ["Start", "start a"]],
  b: [["Kill", "kill b"], ["Drain", "drain b"], ["Start", "start b"]],
  database: [["Freeze for 3 s", "freeze"]],
};
const lost = document.querySelector(".chain-lost");
const events = document.querySelector(".chain-events");
const slider = make("input", { type: "range", min: 0, max: 100, step: 5, value: 0 });
const rate = make("output", { ariaLive: "off" });
const counts = make("dl", { className: "chain-counts" });
const failures = make("ul", { className: "chain-failures" });
const parts = {};
let shown = -1;         // the number of the last event
let asking = false;
let moved = false;      // the reader moves the slider: what is asked for counts, not what was

document.querySelector(".chain-load").append(
  make("div", { className: "signals-load" }, make("label", {}, "Requests ", slider), rate), counts, failures);
const picture = way(document.querySelector(".chain-way"));

slider.addEventListener("input", () => {
  moved = true;
  sayRate();
});
slider.addEventListener("change", () => act("rate " + slider.value).then(() => { moved = false; }));

function sayRate() {
  rate.textContent = slider.value + " per second";
  slider.ariaValueText = slider.value + " requests per second";
}

async function act(line) {
  try {
    await post("api/chain/do", { line });
    lost.textContent = "";
    await ask();
  } catch (problem) {
    lost.textContent = problem.message;
  }
}

async function ask() {
  if (asking) return;
  asking = true;
  try {
    show(await post("api/chain", { trace: picture.wanted() }));
    if (lost.dataset.gone) lost.textContent = "";
    delete lost.dataset.gone;
  } catch {
    lost.dataset.gone = "yes";
    const words = "The chain does not answer. Is ./jbang chain still running?";
    if (lost.textContent !== words) lost.textContent = words;
  } finally {
    asking = false;
  }
}

function show(chain) {
  if (!moved && slider.valueAsNumber !== chain.rate) slider.value = chain.rate;
  sayRate();
  showCounts(chain);
  for (const one of chain.parts) {
    parts[one.name] ??= part(one);
    parts[one.name](one, chain);
  }
  picture.show(chain.trace);
  for (const { number, time, text } of chain.events) {
    if (number > shown) events.append(make("p", {}, make("time", {}, time), " " + text));
    shown = Math.max(shown, number);
  }
  while (events.children.length > 50) events.firstChild.remove();
  events.role = "log";      // from now on what is added is announced
}

function showCounts({ load, failures: last }) {
  const all = [["sent", load.sent], ["good", load.ok], ["lost", load.lost], ["cut short", load.cut], ["open", load.open]];
  if (load.held) all.push(["not sent, as too many are open", load.held]);
  counts.replaceChildren(...all.map(([name, value]) =>
    make("div", { className: name === "lost" && value ? "bad" : "" }, make("dt", {}, name), make("dd", {}, String(value)))));
  failures.replaceChildren(...last.map(({ time, request, words }) =>
    make("li", {}, `${time} `, make("code", {}, request), ` ${words}`)));
}

// The card of a part; returns what shows how it is.
function part({ name, title }) {
  const state = make("span", { className: "chain-state" });
  const words = make("p", { className: "chain-words" });
  const buttons = BUTTONS[name].map(([text, line]) => {
    const button = press(text, () => act(line));
    if (name.length === 1) button.ariaLabel = `${text} server ${name}`;
    return button;
  });
  const card = make("article", { className: "chain-part" }, make("h3", {}, title, " ", state),
    make("div", { className: "chain-buttons" }, ...buttons), words);
  document.querySelector(".chain-parts").append(card);
  const own = name === "database" ? null : golden(" of " + (name === "edge" ? "the edge" : "server " + name));
  if (own) {
    card.append(make("details", { open: matchMedia("(min-width: 60rem)").matches }, make("summary", {}, "Signals"),
      make("div", { className: "signals" }, ...Object.values(own.charts).map(({ figure }) => figure))));
  }
  return (one, chain) => {
    state.textContent = one.state;
    card.dataset.state = one.state;
    words.textContent = one.said ? "It has ended by itself: " + one.said : sayings(name, chain);
    if (!own) return;
    if (one.metrics) own.heard(read(one.metrics), one.at);
    else own.silent();
  };
}

// What only this part has, in words.
function sayings(name, { url, backends, parts: all }) {
  if (name === "edge") {
    const each = (backends ?? []).map(one => `${one.backend} is ${one.state}, with ${one.inFlight} in flight`);
    return [`${url} (curl -k)`, ...each].join("; ");
  }
  if (name !== "database") return "";
  return all.filter(({ name: of, metrics }) => of !== "edge" && metrics?.includes("db_pool_")).map(({ title, metrics }) => {
    const { samples } = read(metrics);
    const value = each => samples["db_pool_" + each]?.[0]?.value ?? 0;
    return `${title}: ${value("connections_borrowed")} of ${value("connections_limit")} connections borrowed, `
      + `${value("waiting")} requests wait for one`;
  }).join("; ");
}

setInterval(() => document.hidden || ask(), EACH_MILLIS);
ask();
