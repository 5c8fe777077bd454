// Finds text in all files of the lab, as they are here: what is not saved yet is found, too.

import { goToPlace, texts } from "./files.js";
import { fail, pane, panel } from "./pane.js";

const MOST = 200;

export function begin() {
  const { fold, body } = panel("Find", () => find().catch(fail));
  const wanted = make("input", { type: "search", ariaLabel: "Find in all files of the lab", spellcheck: false });
  const told = make("p", { className: "said", role: "status" });
  const list = make("ul", { className: "found" });
  body.append(wanted, told, list);
  let last = 0;
  const find = async () => {
    const mine = ++last;
    const words = wanted.value;
    const found = words ? await places(words) : [];
    if (mine !== last) return;
    told.textContent = !words ? "" : found.length > MOST ? `the first ${MOST} of ${found.length} lines` : `${found.length} lines`;
    list.replaceChildren(...found.slice(0, MOST).map(({ name, line, text }) => make("li", {},
      press(`${name}:${line}`, () => goToPlace(`${name}:${line}`).catch(fail)), " ", make("code", { textContent: text.trim() }))));
  };
  wanted.addEventListener("input", () => find().catch(fail));
  pane.addEventListener("keydown", event => {
    if (!event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "f") return;
    event.preventDefault();
    fold.open = true;
    wanted.select();
  });
}

// Capital letters count only if there are some in what is wanted.
async function places(words) {
  const fold = text => words === words.toLowerCase() ? text.toLowerCase() : text;
  return (await texts()).flatMap(({ name, text }) => text.split("\n")
    .map((line, i) => ({ name, line: i + 1, text: line })).filter(one => fold(one.text).includes(words)));
}
