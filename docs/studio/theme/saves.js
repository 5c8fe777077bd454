// What learners make of cells is kept by the studio. Another tab may have the same cell: none overwrites the other.

import { get, keep, put } from "./api.js";
import { whichStays } from "./clash.js";

const AGAIN_MILLIS = 5000;      // after a save that failed
const page = document.body.dataset.page;
let write = () => {};

// Each cell has `current`, its code, and `saved` and `hash` of the version it was made from. `change` gives a cell other code.
export function keepAll(cells, change) {
  write = change;
  const ask = event => { if (cells.some(self => self.clash)) event.preventDefault(); };
  const keepRest = () => cells.filter(self => self.saved !== self.current && !self.clash).forEach(self =>
    keep("api/cells/code", { page, cell: self.id, code: self.current, base: self.hash }));
  addEventListener("beforeunload", ask);
  addEventListener("pagehide", keepRest);
  document.addEventListener("visibilitychange", () => follow(cells));
}

// Shows what another tab has changed meanwhile, where nothing was changed here.
async function follow(cells) {
  const view = document.hidden ? null : await get("api/cells?page=" + page).catch(() => null);
  for (const { id, now } of view?.cells ?? []) {
    const self = cells.find(one => one.id === id);
    if (!self || self.hash === now.hash || self.current !== self.saved || self.clash) continue;
    Object.assign(self, { saved: now.text, hash: now.hash });
    write(self, now.text);
  }
}

// One write of a cell at a time.
export function save(self) {
  clearTimeout(self.saving);
  self.writing = Promise.resolve(self.writing).then(() => send(self)).catch(problem => {
    say(problem.message);
    clearTimeout(self.saving);
    self.saving = setTimeout(() => save(self), AGAIN_MILLIS);
  });
  return self.writing;
}

async function send(self) {
  const code = self.current;
  if (self.saved === code || self.clash) return;
  const now = await put("api/cells/code", { page, cell: self.id, code, base: self.hash });
  if (now.conflict) ask(self, now);
  else Object.assign(self, { saved: code, hash: now.hash });
}

function ask(self, { text, hash }) {
  const choose = then => () => {
    Object.assign(self, { clash: null, saved: text, hash });
    then();
    self.view?.focus();
  };
  self.clash = whichStays("The cell " + self.title, false, {
    take: choose(() => write(self, text)),
    keep: choose(() => save(self)),
  });
  self.block.append(self.clash);
}
