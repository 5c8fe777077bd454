// Files that the page tells its readers to type: a listing whose caption is the name of a file gets an editor for it.

import { get, post } from "./api.js";
import { checker, tellFirst, wrong as wrongLine } from "./check.js";
import { editor, mark, setText, show as reveal, textOf } from "./editor.js";
import { completions } from "./meaning.js";
import { begin as beginToSave, lines, save, saveLater } from "./saver.js";
import { opens } from "./places.js";
import { onReturn } from "./stream.js";

const SAVE_MILLIS = 300;
const LOOK_MILLIS = 150;        // after the last keystroke, before javac looks
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
  const wrong = wrongLine();
  title.parentElement.append(parent, wrong, bar);
  const reviewed = problems => {
    mark(view, problems);
    tellFirst(wrong, file, problems.filter(problem => problem.severity === "error"), goTo);
  };
  const goTo = place => {
    const line = +place.match(/\d+$/)[0];
    reveal(view, line);
    view.focus();
  };
  const check = checker((_, problems) => reviewed(problems), () => {});
  let looking = 0;
  const look = () => textOf(view).trim() ? check(file) : reviewed([]);
  const view = editor({
    parent,
    text,
    label: name,
    complete: completions({ file: name }),
    ask: (text, cursor) => post("api/code/meaning", { file: name, text, cursor }),
    go: ({ file: of, line }) => of === name && (goTo(":" + line), true),
    changed() {
      saveLater(file);
      clearTimeout(looking);
      looking = setTimeout(look, LOOK_MILLIS);
    },
  });
  const file = {
    address: "api/file",
    which: { page, file: name },
    name,
    view,
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
  opens(path => path.replace(/.*\//, "") === name && !path.includes("labs/"), goTo);
  beginToSave(file);
  look();
  onReturn(() => save(file));
}
