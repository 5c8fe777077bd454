// --- keys: no single keys while the reader types, works on code or has a dialog open; and they can be switched off ---

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
  "/": openSearch,
  "?": () => dialog.showModal(),
};
addEventListener("keydown", event => {
  const other = event.ctrlKey || event.metaKey || event.altKey;
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      && !event.defaultPrevented) {        // an editor with the keys of Emacs has its own
    event.preventDefault();
    openSearch();
  }
  if (event.key === "?" && dialog.open && !other) return dialog.close();
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], .lab-pane, .cell, .live-command, .live-output");
  const action = Object.hasOwn(keys, event.key) && keys[event.key];
  if (action && wanted.checked && !typing && !other && !document.querySelector("dialog[open]")) {
    event.preventDefault();
    action();
  }
});
