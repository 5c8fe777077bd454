// How all editors of this browser look, and which keys they have.

import { closeCompletion } from "@codemirror/autocomplete";
import { Compartment } from "@codemirror/state";
import { EditorView, runScopeHandlers } from "@codemirror/view";

const CHOICES = {
  size: ["Font size", { "": "As designed", 12: "12 px", 14: "14 px", 16: "16 px", 18: "18 px", 20: "20 px", 24: "24 px" }],
  colors: ["Colors", { "": "As the page", light: "Light", dark: "Dark" }],
  keys: ["Keys", { "": "Standard", vim: "Vim", emacs: "Emacs" }],
};
const PIXELS = 16;              // of a rem

const bindings = new Compartment();
const views = new Set();
const value = name => memory.read("editor-" + name) ?? "";

const LOADED = {
  "": async () => [],
  async vim() {
    const { vim, Vim } = await import("./keys/vim.mjs");
    Vim.defineEx("write", "w", ({ cm6 }) =>
      ["ctrlKey", "metaKey"].some(modifier => runScopeHandlers(cm6, new KeyboardEvent("keydown", { key: "s", [modifier]: true }), "editor")));
    // One Escape closes completions and ends the insert mode.
    const escape = EditorView.domEventHandlers({
      keydown: (event, view) => event.key === "Escape" && closeCompletion(view) && false,
    });
    return [escape, vim({ status: true })];
  },
  emacs: async () => (await import("./keys/emacs.mjs")).emacs(),
};

function look() {
  const size = value("size");
  size ? root.style.setProperty("--code-size", size / PIXELS + "rem") : root.style.removeProperty("--code-size");
  root.dataset.editor = value("colors");
}

async function bind(view) {
  const keys = value("keys");
  const loaded = await LOADED[keys]();
  if (view.dom.isConnected && keys === value("keys")) view.dispatch({ effects: bindings.reconfigure(loaded) });
}

// The place of the keys among the extensions of an editor.
export const chosenKeys = bindings.of([]);

export function follows(view) {
  views.add(view);
  if (value("keys")) bind(view).catch(problem => say(problem.message));
  return view;
}

// The button that shows them.
export const button = press("Editor…", () => {
  const dialog = make("dialog", { className: "editor-settings", ariaLabel: "Settings of the editor" },
    ...Object.entries(CHOICES).map(([name, [label, options]]) => {
      const list = make("select", {}, ...Object.entries(options).map(([key, words]) => new Option(words, key)));
      list.value = value(name);
      list.addEventListener("change", () => {
        memory.write("editor-" + name, list.value);
        look();
        for (const view of views) if (!view.dom.isConnected) views.delete(view);
        if (name === "keys") for (const view of views) bind(view).catch(problem => say(problem.message));
        for (const view of views) view.requestMeasure();
      });
      return make("label", {}, label + " ", list);
    }),
    make("p", { textContent: "Ctrl+Space completes. Ctrl+Enter grades the task. F1 explains the word at the cursor, F12 or Alt+. goes to its declaration. "
      + "Ctrl+F finds. Tab indents; Escape, then Tab leaves." }),
    press("Close", () => dialog.close()));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
});

look();
