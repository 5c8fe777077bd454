// Files that the page tells its readers to type: a listing whose caption is the name of a file gets an editor for it.

import { get, request } from "./api.js";
import { editor, setText, textOf } from "./editor.js";

const SAVE_MILLIS = 300;
const page = document.body.dataset.page;

export function begin() {
  const titles = [...document.querySelectorAll("main .listingblock:not(.cell) > .title")];
  return Promise.all(titles.filter(title => /^[A-Z]\w*\.java$/.test(title.textContent)).map(open));
}

async function open(title) {
  const name = title.textContent;
  let { text, hash } = await get(`api/file?page=${page}&file=${name}`);
  let saving = 0;
  const parent = make("div", { className: "live-code" });
  const said = make("span", { className: "said", role: "status", textContent: hash ? "" : "type it here" });
  const choices = make("span", {});
  const bar = make("div", { className: "live-bar", role: "group", ariaLabel: "The file " + name },
    make("code", { textContent: name }), said, choices);
  title.parentElement.append(parent, bar);
  const view = editor({ parent, text, label: name, changed: () => {
    clearTimeout(saving);
    saving = setTimeout(() => save(textOf(view)), SAVE_MILLIS);
  } });

  async function save(mine) {
    const response = await request("PUT", "api/file", { page, file: name, text: mine, base: hash })
      .catch(problem => { said.textContent = problem.message; });
    if (!response) return;
    if (response.status === 409) return choose(mine, await response.json());
    if (!response.ok) {
      said.textContent = await response.text();
      return;
    }
    ({ text, hash } = await response.json());
    said.textContent = "saved in the course's folder";
  }

  // Another program has saved it: nothing is written until the reader has chosen.
  function choose(mine, disk) {
    said.textContent = name + " has also been changed outside this page.";
    const chosen = () => {
      hash = disk.hash;
      choices.replaceChildren();
    };
    choices.replaceChildren(
      press("Take the file on disk", () => {
        chosen();
        setText(view, disk.text);
        said.textContent = "";
      }),
      press("Keep what is here", () => {
        chosen();
        save(textOf(view));
      }));
  }
}
