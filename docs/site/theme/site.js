// What a page gains where scripts run: two switches, keys, copy buttons. Every page is whole without them.
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

// A link may lead into a part that the chosen altitude hides: then its altitude is shown instead.
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const part = target?.closest("[data-altitude]:not(html)");
  if (part && root.dataset.altitude !== "all" && part.dataset.altitude !== root.dataset.altitude) {
    choose("altitude", part.dataset.altitude);
    target.scrollIntoView();
  }
}
addEventListener("hashchange", reveal);
reveal();

// --- keys: letters only, never where somebody types, and they can be switched off ---

const dialog = document.querySelector("dialog.keys");
const wanted = dialog.querySelector("input");
wanted.checked = memory.read("keys") !== "off";
wanted.addEventListener("change", () => memory.write("keys", wanted.checked ? "on" : "off"));
dialog.querySelector("button").addEventListener("click", () => dialog.close());
document.querySelector("button.keys").addEventListener("click", () => dialog.showModal());

const keys = {
  t: nextAltitude,
  j: () => document.querySelector("a[rel=next]")?.click(),
  k: () => document.querySelector("a[rel=prev]")?.click(),
  "?": () => dialog.open ? dialog.close() : dialog.showModal(),
};
addEventListener("keydown", event => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const action = Object.hasOwn(keys, event.key) && keys[event.key];
  if (action && wanted.checked && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    action();
  }
});

// --- code: a copy button, and a tab stop where a block has to be scrolled ---

for (const pre of document.querySelectorAll("main pre")) {
  const frame = document.createElement("div");
  frame.className = "code";
  pre.replaceWith(frame);
  const copy = document.createElement("button");
  copy.type = "button";
  copy.className = "copy";
  copy.textContent = "copy";
  copy.addEventListener("click", async () => {
    const commands = [...pre.querySelectorAll(".command")].map(command => command.textContent);
    // Of a transcript the bytes are copied, as `printf %b` takes them: its lines end where \n stands.
    const text = pre.closest(".transcript") ? pre.textContent.replaceAll("\n", "") : pre.textContent;
    try {
      await navigator.clipboard.writeText(commands.length ? commands.join("\n") : text);
      say("copied");
    } catch {
      say("the browser does not let pages copy");
    }
  });
  frame.append(pre, copy);
  new ResizeObserver(() => {
    pre.tabIndex = pre.scrollWidth > pre.clientWidth ? 0 : -1;
  }).observe(pre);
}
