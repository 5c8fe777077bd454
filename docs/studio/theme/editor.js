// The editor: CodeMirror with Java, colored by the same classes for light and dark. Tab indents; Escape, then Tab leaves it.

import { basicSetup, EditorView } from "codemirror";
import { indentWithTab } from "@codemirror/commands";
import { EditorState, Prec, Transaction } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { java } from "@codemirror/lang-java";
import { indentUnit, syntaxHighlighting } from "@codemirror/language";
import { classHighlighter } from "@lezer/highlight";
import { acceptCompletion, autocompletion } from "@codemirror/autocomplete";
import { setDiagnostics } from "@codemirror/lint";
import { bracketIndent } from "./indent.js";
import { meanings } from "./meaning.js";
import { chosenKeys, follows } from "./settings.js";
import { softWrap } from "./wrap.js";

const LEAVE_MILLIS = 600_000;   // so long after Escape, if no other key is pressed, Tab leaves the editor

const nonce = document.querySelector("meta[name=studio]").content;

// The bar at the foot covers the page.
const bar = () => document.querySelector(".studio-bar")?.offsetHeight ?? 0;

// `isJava` is false for a file in SQL, which has no colors. `keys` are CodeMirror's key bindings; `complete` is one of its
// sources of completions; `ask` and `go` are those of meaning.js. `moved` is called when the learner has put the cursor
// elsewhere, or has typed.
export function editor({ parent, text, label, isJava = true, keys = [], complete, ask, go = () => false,
  changed = () => {}, moved = () => {}, readOnly = false }) {
  return follows(new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        chosenKeys,             // before all other keys
        Prec.highest(keymap.of(keys)),
        basicSetup,
        keymap.of([{ key: "Tab", run: acceptCompletion }, indentWithTab]),
        EditorView.domEventHandlers({
          keyup: (event, view) => { if (event.key === "Escape") view.setTabFocusMode(LEAVE_MILLIS); },
        }),
        isJava ? java() : [],
        indentUnit.of("    "),
        bracketIndent,
        syntaxHighlighting(classHighlighter),
        autocompletion(complete ? { override: [complete] } : {}),
        ask ? meanings(ask, go) : [],
        softWrap,
        EditorView.scrollMargins.of(view => ({ bottom: view.dom.closest(".lab-pane") ? 0 : bar() })),
        EditorState.readOnly.of(readOnly),
        EditorView.cspNonce.of(nonce),
        EditorView.contentAttributes.of({
          "aria-label": label, "aria-description": "Tab indents. To leave: Escape, then Tab.", tabindex: "0",
        }),
        EditorView.updateListener.of(update => {
          if (update.docChanged) changed(update.state.doc.toString());
          if (update.transactions.some(one => one.isUserEvent("select") || one.docChanged && one.annotation(Transaction.userEvent))) moved();
        }),
      ],
    }),
  }));
}

export const textOf = view => view.state.doc.toString();

export function setText(view, text) {
  if (textOf(view) !== text) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

// The number of the cursor's line, from 0.
export const cursorLine = ({ state }) => state.doc.lineAt(state.selection.main.head).number - 1;

// Brings a line into view, and puts the cursor there, or selects the text of line `selected`.
export function show(view, line, selected = 0) {
  const at = number => view.state.doc.line(Math.min(number, view.state.doc.lines));
  const { from } = at(line);
  const { to, text } = at(selected || line);
  const selection = selected ? { anchor: to - text.trimStart().length, head: to } : { anchor: from };
  view.dispatch({ selection, effects: EditorView.scrollIntoView(from, { y: "start", yMargin: 40 }) });
}

// In an editor that was `height` high and is lower now, the cursor stays in view if it was.
export function keepCursor(view, height) {
  const { head } = view.state.selection.main;
  const cursor = view.coordsAtPos(head);
  const { top } = view.scrollDOM.getBoundingClientRect();
  if (cursor?.top >= top && cursor.bottom <= top + height) view.dispatch({ effects: EditorView.scrollIntoView(head) });
}

// Marks problems: { line, column, endLine, endColumn, severity, text }, counted from 1; without columns the whole line.
export function mark(view, problems) {
  const doc = view.state.doc;
  const at = (line, column) => Math.min(doc.line(Math.min(line, doc.lines)).from + column - 1, doc.length);
  const found = problems.filter(problem => problem.line <= doc.lines).map(problem => {
    const { from, to } = doc.line(problem.line);
    const start = problem.column ? at(problem.line, problem.column) : from;
    const end = problem.endColumn ? at(problem.endLine, problem.endColumn) : to;
    return { from: start, to: Math.max(start, end), severity: problem.severity ?? "error", message: problem.text };
  }).sort((one, other) => one.from - other.from);
  view.dispatch(setDiagnostics(view.state, found));
}
