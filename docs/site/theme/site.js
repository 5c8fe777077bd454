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
  document.dispatchEvent(new CustomEvent("chosen", { detail: name }));
}

for (const name of ["theme", "altitude"]) {
  root.dataset[name] ??= buttons(name)[0].value;
  for (const button of buttons(name)) {
    button.ariaPressed = String(button.value === root.dataset[name]);
    button.addEventListener("click", () => choose(name, button.value));
  }
}
