// What code means: completions with their documentation, the declaration of the word below the pointer or, with F1, at the
// cursor, and the way to it.

import { closeHoverTooltips, EditorView, hoverTooltip, keymap, showTooltip } from "@codemirror/view";
import { StateEffect, StateField } from "@codemirror/state";
import { post } from "./api.js";
import { prose } from "./pane.js";

const KEYWORDS = ("abstract assert boolean break byte case catch char class continue default do double else enum extends "
  + "final finally float for if implements import instanceof int interface long new null private protected public record "
  + "return sealed short static super switch synchronized this throw throws true false try var void volatile while yield")
  .split(" ").map(label => ({ label, type: "keyword", boost: -1 }));

// A declaration: { signature, text, file, line }.
export function described({ signature, text, file, line }) {
  return make("div", { className: "live-docs" },
    make("pre", {}, make("code", { textContent: signature })),
    ...text.split("\n\n").filter(Boolean).map(part => make("p", {}, ...prose(part))),
    ...file ? [make("p", { className: "place", textContent: `${file.replace(/.*labs\//, "")}:${line}` })] : []);
}

// A source of completions; `which` says whose text it is.
export function completions(which) {
  return async context => {
    const typed = context.matchBefore(/[\w$]+$|\.$|::$/);
    if (!typed && !context.explicit) return null;
    const inside = context.tokenBefore(["LineComment", "BlockComment", "StringLiteral", "TextBlock", "CharacterLiteral"]);
    if (inside && !context.explicit) return null;
    const text = context.state.doc.toString();
    const { from, options, whole } = await post("api/code/complete", { ...which, text, cursor: context.pos });
    const member = /[.:]\s*$/.test(text.slice(0, from));
    return {
      from,
      options: [...options.map(one => option(one, which)), ...member ? [] : KEYWORDS],
      validFor: whole || member ? /^[\w$]*$/ : undefined,
    };
  };
}

const option = ({ label, detail, type, key, missing, boost }, which) => ({
  label,
  detail,
  type,
  boost,
  apply: (view, completion, from, to) => insert(view, { label, detail, type, missing }, from, to),
  info: key && (async () => {
    const found = await post("api/code/declaration", { ...which, key });
    return found.signature ? described(found) : null;
  }),
});

// A call gets its parentheses, with the cursor inside if the method has parameters; a type gets its import.
function insert(view, { label, detail, type, missing }, from, to) {
  const before = view.state.doc.lineAt(from).text.slice(0, from - view.state.doc.lineAt(from).from);
  const called = view.state.sliceDoc(to, to + 1) !== "("
    && (type === "method" ? !/::\s*$/.test(before) : type === "class" && /\bnew\s+$/.test(before));
  const text = label + (called ? "()" : "");
  const changes = [{ from, to, insert: text }, ...missing ? [importing(view.state.doc, missing)] : []];
  const made = view.state.changes(changes);
  const end = made.mapPos(from, -1) + label.length;
  view.dispatch({
    changes: made,
    selection: { anchor: end + (called ? (detail.startsWith("()") ? 2 : 1) : 0) },
    userEvent: "input.complete",
    scrollIntoView: true,
  });
}

// Imports are sorted. Those of a compact source file are below the lines that JBang reads.
function importing(doc, name) {
  const text = `import ${name};\n`;
  const lines = doc.toString().split("\n");
  const isImport = line => line.startsWith("import ");
  const next = lines.findIndex(line => isImport(line) && line + "\n" > text);
  const last = lines.findLastIndex(isImport);
  const head = lines.findIndex(line => !/^(\/\/.*|\s*)$/.test(line));
  const at = next >= 0 ? next : last >= 0 ? last + 1 : Math.max(0, head);
  return { from: at < lines.length ? doc.line(at + 1).from : doc.length, insert: text + (last < 0 ? "\n" : "") };
}

// --- the meaning of a word ---

const shown = StateEffect.define();
const atCursor = StateField.define({
  create: () => null,
  update(value, change) {
    for (const effect of change.effects) if (effect.is(shown)) return effect.value;
    return change.docChanged || change.selection ? null : value;
  },
  provide: field => showTooltip.from(field),
});

const tooltip = found => ({
  pos: found.from,
  end: found.to,
  above: true,
  create: () => ({ dom: make("div", {}, described(found)) }),
});

// `ask` finds what the word at a place of a text means, `go` opens the file where that is declared, and says whether there
// is such a file.
export function meanings(ask, go) {
  const at = async (view, pos) => {
    const doc = view.state.doc;
    const found = await ask(doc.toString(), pos);
    return found?.signature && view.state.doc === doc && view.dom.checkVisibility() ? found : null;
  };
  const tell = (view, found) => view.dispatch({ effects: [closeHoverTooltips, shown.of(found && tooltip(found)),
    EditorView.announce.of(found ? found.signature + ". " + found.text : "No documentation here.")] });
  const explain = view => {
    at(view, view.state.selection.main.head).then(found => tell(view, found)).catch(() => {});
    return true;
  };
  const define = (view, pos = view.state.selection.main.head) => {
    at(view, pos).then(async found => {
      view.dispatch({ effects: [closeHoverTooltips, shown.of(null)] });
      if (!found || !await go(found)) tell(view, found);
    }).catch(() => {});
    return true;
  };
  const close = view => {
    if (!view.state.field(atCursor)) return false;
    view.dispatch({ effects: shown.of(null) });
    return true;
  };
  return [
    atCursor,
    hoverTooltip(async (view, pos) => {
      const found = await at(view, pos).catch(() => null);
      return found && pos >= found.from && pos <= found.to ? tooltip(found) : null;
    }, { hoverTime: 400 }),
    keymap.of([
      { key: "F1", run: explain, preventDefault: true },
      { key: "F12", run: view => define(view), preventDefault: true },
      { key: "Alt-.", run: view => define(view) },
      { key: "Escape", run: close },
    ]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (!(event.ctrlKey || event.metaKey) || event.button) return false;
        const pos = view.posAtCoords({ x: event.clientX, y: event.clientY });
        return pos !== null && define(view, pos);
      },
    }),
  ];
}
