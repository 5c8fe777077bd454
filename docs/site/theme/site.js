// What a page gains where scripts run: switches, search, progress, keys, copy buttons. Every page is whole without them.
"use strict";

const root = document.documentElement;
const status = document.querySelector(".status");

const memory = {
  read(name) {
    try { return localStorage.getItem("inside-the-server." + name); } catch { return null; }
  },
  write(name, value) {
    try { localStorage.setItem("inside-the-server." + name, value); } catch { /* kept for this page only */ }
  },
};

function say(text) {
  status.textContent = text;
  status.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => status.classList.remove("shown"), 2000);
}

// --- the two switches ---

function buttons(name) {
  return [...document.querySelectorAll(`[data-choice=${name}] button`)];
}

function choose(name, value) {
  root.dataset[name] = value;
  memory.write(name, value);
  for (const button of buttons(name)) button.ariaPressed = String(button.value === value);
  document.dispatchEvent(new Event("chosen"));
}

for (const name of ["theme", "altitude"].filter(name => buttons(name).length)) {
  const known = buttons(name).map(button => button.value);
  const now = known.includes(root.dataset[name]) ? root.dataset[name] : known[0];
  root.dataset[name] = now;
  for (const button of buttons(name)) {
    button.ariaPressed = String(button.value === now);
    button.addEventListener("click", () => choose(name, button.value));
  }
}

function nextAltitude() {
  const all = buttons("altitude").map(button => button.value);
  if (!all.length) return;
  const next = all[(all.indexOf(root.dataset.altitude) + 1) % all.length];
  choose("altitude", next);
  say("Altitude: " + next);
}

// A link may lead into a part that the chosen altitude hides, or into a fold: then that is shown, for a part its altitude.
function reveal() {
  const target = document.getElementById(nameInAddress());
  if (!target) return;
  const part = target.closest("[data-altitude]:not(html)");
  const hidden = part && root.dataset.altitude !== "all" && part.dataset.altitude !== root.dataset.altitude;
  if (hidden) {
    choose("altitude", part.dataset.altitude);
    say("Altitude: " + part.dataset.altitude);
  }
  const folds = [...document.querySelectorAll("main details:not([open])")].filter(fold => fold.contains(target));
  for (const fold of folds) fold.open = true;
  if (hidden || folds.length) target.scrollIntoView();
}

function nameInAddress() {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
}

addEventListener("hashchange", reveal);
reveal();
