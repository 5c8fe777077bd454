// Saves what is typed: after a pause, one write of a text at a time, and again a while after a write that failed. Where
// another program has saved the text, too, the learner chooses.
//
// A text is an object with
//   address, which      where the studio saves it, and what names it there
//   name, pause         what to call it; the milliseconds between the last keystroke and the write
//   saved, hash         the version that it was made from; clash, the question which one stays, is set while it is open
//   text(), show(text)  what is here now; puts another one in its place
//   fail(problem), focus()      when it could not be saved; after a choice
//   done(), gone(), place(question)     where they are wanted: when it was saved; when it was deleted elsewhere, and is to
//                       stay so; where the question is shown

import { keep, put } from "./api.js";
import { whichStays } from "./clash.js";
import { between } from "./diff.js";

const AGAIN_MILLIS = 5000;
const LEFT = "unsaved " + new URL(".", location).pathname;
const texts = new Set();

// The editor knows line feeds only; the file keeps its own line endings.
export const lines = text => text.replace(/\r\n?/g, "\n");

// From now on the text is saved when its page is left. If a page was left before with a text that was not saved, that one
// is here again.
export function begin(self) {
  texts.add(self);
  const last = left()[key(self)];
  forget(key(self));
  if (!last || last.text === self.saved) return;
  self.show(last.text);
  if (last.base !== self.hash) ask(self, { text: self.saved, hash: self.hash });
}

export function end(self) {
  texts.delete(self);
  clearTimeout(self.timer);
}

export function saveLater(self, millis = self.pause) {
  clearTimeout(self.timer);
  self.timer = setTimeout(() => save(self), millis);
}

// Resolves when all that is typed by now is saved, or could not be.
export function save(self) {
  clearTimeout(self.timer);
  return alone(self, () => write(self).catch(problem => {
    saveLater(self, AGAIN_MILLIS);
    throw problem;
  }));
}

// One read or write of a text at a time: each knows what the one before has found.
export function alone(self, step) {
  self.turn = Promise.resolve(self.turn).then(step).catch(self.fail);
  return self.turn;
}

async function write(self) {
  const text = self.text();
  if (text === self.saved || self.clash) return;
  const now = await put(self.address, { ...self.which, text, base: self.hash });
  if (now.conflict) return ask(self, now);
  Object.assign(self, { saved: text, hash: now.hash });
  self.done?.();
}

// Asks which one stays: what is here, or the other version; that one was deleted, if it has neither text nor hash.
export function ask(self, { text, hash }) {
  const gone = !text && !hash;
  const choose = (saved, then) => () => {
    Object.assign(self, { clash: null, saved });
    then();
    self.focus();
  };
  self.clash?.remove();
  self.hash = hash;
  self.clash = whichStays(self.name, gone, {
    take: choose(lines(text), () => gone && self.gone ? self.gone() : self.show(text)),
    keep: choose(null, () => save(self)),
    difference: () => between(self.text(), lines(text)),
  });
  self.place?.(self.clash);
}

// --- when the page is left ---

// The page does not hear what comes of its last write, so the browser keeps the text for the next page; also while the
// learner has not chosen.
addEventListener("pagehide", () => {
  const all = left();
  for (const self of texts) {
    const { address, which, hash: base, clash } = self;
    const text = self.text();
    if (text === self.saved) continue;
    all[key(self)] = { address, which, text, base: clash ? null : base };
    if (!clash) keep(address, { ...which, text, base });
  }
  memory.write(LEFT, JSON.stringify(all));
});

addEventListener("beforeunload", event => {
  if ([...texts].some(self => self.clash)) event.preventDefault();
});

const key = ({ address, which }) => JSON.stringify([address, which]);

const left = () => JSON.parse(memory.read(LEFT) ?? "{}");

function forget(name) {
  const all = left();
  if (!(name in all)) return;
  delete all[name];
  memory.write(LEFT, JSON.stringify(all));
}

// The browser forgets what was saved after all. A write that is made from no version changes nothing: it says whether the
// studio has another text.
for (const [name, { address, which, text }] of Object.entries(left())) {
  put(address, { ...which, text, base: "none" }).then(now => now.conflict || forget(name), () => {});
}
