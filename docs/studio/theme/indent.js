// Indentation of what is in no class. Java 25 has methods there (JEP 512), which the editor's grammar does not know: where
// that is at a loss, brackets are counted.

import { indentService, syntaxTree } from "@codemirror/language";

const TOKEN = /\/\/.*|\/\*[^]*?(?:\*\/|$)|"""[^]*?(?:"""|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|\S/g;

// The places of the brackets that are open at the end of a text, and its last token.
function scan(text) {
  const open = [];
  let last = "";
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (/^\/[/*]/.test(token)) continue;
    last = token;
    if ("([{".includes(token)) open.push(index);
    if (")]}".includes(token)) open.pop();
  }
  return { open, last };
}

function isInClass(node) {
  return node !== null && (/Body$/.test(node.name) || isInClass(node.parent));
}

export const bracketIndent = indentService.of((context, at) => {
  const { doc } = context.state;
  if (isInClass(syntaxTree(context.state).resolveInner(at, -1))) return undefined;     // the grammar knows
  const { open, last } = scan(doc.sliceString(0, at));
  const indent = ({ text }) => context.countColumn(text.match(/^\s*/)[0]);
  const base = open.length ? indent(doc.lineAt(open.at(-1))) : 0;
  if (/^\s*[)\]}]/.test(context.textAfterPos(at))) return base;
  const begun = doc.lineAt(Math.max(0, at - 1)).text;
  const inBrackets = open.length && "([".includes(doc.sliceString(open.at(-1), open.at(-1) + 1));
  const goesOn = last && !inBrackets && !";{}([,:".includes(last) && !/^\s*@/.test(begun);
  return base + (open.length ? context.unit : 0) + (goesOn ? context.unit : 0);
});
