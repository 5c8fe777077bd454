// Files that the page tells its readers to type: a listing whose caption is the name of a file gets an editor for it.

import { get, keep, put } from "./api.js";
import { whichStays } from "./clash.js";
import { editor, setText, textOf } from "./editor.js";
import { onReturn } from "./stream.js";

const SAVE_MILLIS = 300;
const AGAIN_MILLIS = 5000;      // after a save that failed
const page = document.body.dataset.page;

export function begin() {
  const titles = [...document.querySelectorAll("main .listingblock:not(.cell) > .title")];
  return Promise.all(titles.filter(title => /^[A-Z]\w*\.java$/.test(title.textContent)).map(open));
}

async function open(title) {
  const name = title.textContent;
  let { text, hash } = await get(`api/file?page=${page}&file=${name}`);
  let saving = 0;
  let question = null;
  const parent = make("div", { className: "live-code" });
  const said = make("span", { className: "said", role: "status", textContent: hash ? "" : "type it here" });
  const bar = make("div", { className: "live-bar", role: "group", ariaLabel: "The file " + name },
    make("code", { textContent: name }), said);
  title.parentElement.append(parent, bar);
  const view = editor({ parent, text, label: name, changed: () => {
    clearTimeout(saving);
    saving = setTimeout(save, SAVE_MILLIS);
  } });

  onReturn(save);
  addEventListener("pagehide", () => {
    if (textOf(view) === text || question) return;
    keep("api/file", { page, file: name, text: textOf(view), base: hash });
  });

  async function save() {
    const mine = textOf(view);
    if (mine === text || question) return;
    try {
      const now = await put("api/file", { page, file: name, text: mine, base: hash });
      if (now.conflict) return ask(now);
      ({ hash } = now);
      text = mine;
      said.textContent = "saved in the course's folder";
    } catch (problem) {
      said.textContent = problem.message;
      clearTimeout(saving);
      saving = setTimeout(save, AGAIN_MILLIS);
    }
  }

  function ask(disk) {
    const choose = then => () => {
      question = null;
      ({ text, hash } = disk);
      then();
    };
    said.textContent = "";
    question = whichStays(name, !disk.hash, { take: choose(() => setText(view, disk.text)), keep: choose(save) });
    bar.append(question);
  }
}
