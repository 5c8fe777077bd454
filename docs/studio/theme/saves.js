// What learners make of cells is kept by the studio. Another tab may have the same cell: none overwrites the other.

import { get } from "./api.js";
import { begin } from "./saver.js";

const SAVE_MILLIS = 500;
const page = document.body.dataset.page;

// Each cell has `current`, its code, and `saved` and `hash` of the version it was made from. `change` gives a cell other code.
export function keepAll(cells, change) {
  for (const self of cells) {
    begin(Object.assign(self, {
      address: "api/cells/code",
      which: { page, cell: self.id },
      name: "The cell " + self.title,
      pause: SAVE_MILLIS,
      text: () => self.current,
      show: text => change(self, text),
      fail: problem => say(problem.message),
      focus: () => self.view?.focus(),
      place: question => self.block.append(question),
    }));
  }
  document.addEventListener("visibilitychange", () => follow(cells));
}

// Shows what another tab has changed meanwhile, where nothing was changed here.
async function follow(cells) {
  const view = document.hidden ? null : await get("api/cells?page=" + page).catch(() => null);
  for (const { id, now } of view?.cells ?? []) {
    const self = cells.find(one => one.id === id);
    if (!self || self.hash === now.hash || self.current !== self.saved || self.clash) continue;
    Object.assign(self, { saved: now.text, hash: now.hash });
    self.show(now.text);
  }
}
