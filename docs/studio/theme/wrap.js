// Lines that are too long go on below where they begin, and a little to the right. The styles are classes, as a page of the
// studio allows none in attributes.

import { countColumn, EditorState, RangeSetBuilder } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin } from "@codemirror/view";

const MOST = 40;                // columns
const FURTHER = 4;

const marks = Array.from({ length: MOST + 1 }, (_, n) => Decoration.line({ class: "cm-wrap-" + n }));
const theme = EditorView.theme(Object.fromEntries(marks.map((_, n) => [".cm-wrap-" + n, {
  paddingLeft: `calc(6px + ${n + FURTHER}ch)`,
  textIndent: `-${n + FURTHER}ch`,
}])));

function indents({ state, visibleRanges }) {
  const all = new RangeSetBuilder();
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      const indent = countColumn(line.text.match(/^\s*/)[0], state.facet(EditorState.tabSize));
      all.add(line.from, line.from, marks[Math.min(indent, MOST)]);
      at = line.to + 1;
    }
  }
  return all.finish();
}

const lines = ViewPlugin.fromClass(class {
  constructor(view) { this.decorations = indents(view); }
  update(change) { if (change.docChanged || change.viewportChanged) this.decorations = indents(change.view); }
}, { decorations: plugin => plugin.decorations });

export const softWrap = [EditorView.lineWrapping, theme, lines];
