// Files that the page tells its readers to type: a listing whose caption is the name of a file gets an editor for it.

import { get } from "./api.js";
import { editor, setText, textOf } from "./editor.js";
import { begin as beginToSave, lines, save, saveLater } from "./saver.js";
import { onReturn } from "./stream.js";

const SAVE_MILLIS = 300;
const page = document.body.dataset.page;

export function begin() {
  const titles = [...document.querySelectorAll("main .listingblock:not(.cell) > .title")];
  return Promise.all(titles.filter(title => /^[A-Z]\w*\.java$/.test(title.textContent)).map(open));
}

async function open(title) {
  const name = title.textContent;
  const { text, hash } = await get(`api/file?page=${page}&file=${name}`);
  const parent = make("div", { className: "live-code" });
  const said = make("span", { className: "said", role: "status", textContent: hash ? "" : "type it here" });
  const bar = make("div", { className: "live-bar", role: "group", ariaLabel: "The file " + name },
    make("code", { textContent: name }), said);
  title.parentElement.append(parent, bar);
  const view = editor({ parent, text, label: name, changed: () => saveLater(file) });
  const file = {
    address: "api/file",
    which: { page, file: name },
    name,
    pause: SAVE_MILLIS,
    saved: lines(text),
    hash,
    text: () => textOf(view),
    show: text => setText(view, text),
    done: () => said.textContent = "saved in the course's folder",
    fail: problem => said.textContent = problem.message,
    focus: () => view.focus(),
    place(question) {
      said.textContent = "";
      bar.append(question);
    },
  };
  beginToSave(file);
  onReturn(() => save(file));
}
