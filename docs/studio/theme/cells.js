// Live cells: run, edit, reset, stop. A cell first runs those it builds on, if they have not run as they are now.

import { get, post, put } from "./api.js";
import { editor, mark, setText, textOf } from "./editor.js";
import { holdFocus, keepFocus } from "./focus.js";
import { inputs } from "./inputs.js";
import { described } from "./meaning.js";
import { duration, parts, show } from "./output.js";
import { save, saveLater } from "./saver.js";
import { keepAll } from "./saves.js";
import { follow, onReturn, stream } from "./stream.js";

const page = document.body.dataset.page;
const cells = [];       // in the order of the page
let queue = Promise.resolve();
let running = null;
let listener = () => {};
let session = 0;        // the number of the process; 0: none yet
let choosing = 0;       // choices that the studio has not heard of
let chosen = null;      // whose classes the cells use: reference or mine; null: the page has no lab
let outdated = false;   // whether the learner's have changed since the process started

const WITH_MINE = {
  starting: "the cells are starting, with your classes",
  ready: "the cells are ready, with your classes",
};
const choice = make("select", {}, new Option("the reference's", "reference"), new Option("mine", "mine"));

// Calls `listen` with the state of the cells whenever that changes: starting, ready, busy, stopped, lost; and with words
// for it, if there are better ones than usual.
export async function begin(listen) {
  const blocks = [...document.querySelectorAll(".listingblock.cell")];
  if (blocks.length === 0) return false;
  listener = listen;
  const view = await get("api/cells?page=" + page);
  for (const block of blocks) {
    const data = view.cells.find(cell => cell.id === block.id);
    if (data) cells.push(cell(block, data));
  }
  keepAll(cells, write);
  session = view.session;
  chosen = choice.value = view.classes;
  report(view.state);
  follow("cells", page, seen);
  onReturn(() => cells.forEach(save));
  if (view.state === "resting") whenSeen(() => post("api/cells/start", { page }).catch(() => {}));
  return true;
}

// Each page that starts its cells takes those of another one away: so a tab in the background does not.
function whenSeen(action) {
  if (!document.hidden) return action();
  document.addEventListener("visibilitychange", () => whenSeen(action), { once: true });
}

// The studio says how the cells are; a run of this page says more.
function seen(view) {
  if (running || choosing) return;
  if (view.session !== session) heard(view);
  const changed = view.changed && view.classes === "mine";
  if (changed && !outdated) outdate("stale: your classes have changed");
  outdated = changed;
  chosen = choice.value = view.classes;
  report(view.state, outdated ? "your classes have changed: the next run uses them" : view.problem ?? undefined);
}

const report = (state, words) => listener(state, words ?? (chosen === "mine" ? WITH_MINE[state] : undefined));

// With another process, all that was declared is gone.
function heard(view) {
  if (view.session !== session) lost("gone: the cells were restarted; run it again");
  session = view.session;
  outdated = false;
  chosen = choice.value = view.classes;
}

// --- whose classes the cells use ---

// What to choose them with; nothing if the page has no lab.
export function classes() {
  if (!chosen) return [];
  choice.addEventListener("change", () => choose(choice.value));
  return [make("label", {}, "Classes: ", choice)];
}

// What is run after that uses them, so it waits.
function choose(value) {
  const before = chosen;
  choosing++;
  if (running) stop();
  chosen = value;
  report("starting");
  queue = queue.then(async () => {
    try {
      heard(await put("api/cells/classes", { page, classes: value }));
    } catch (problem) {
      chosen = choice.value = before;
      report("lost", problem.message);
    } finally {
      choosing--;
    }
  });
}

// Before a run: are the process and its classes as they should be?
async function refresh() {
  try {
    heard(await post("api/cells/refresh", { page }));
  } catch {
    // the run says what is wrong
  }
}

// --- cells ---

function cell(block, data) {
  const title = block.querySelector(":scope > .title")?.textContent ?? data.id;
  const self = { ...data, block, title, current: data.now.text, saved: data.now.text, hash: data.now.hash };
  self.recording = block.nextElementSibling?.matches(".recording") ? block.nextElementSibling : null;
  self.run = press("Run", () => run(self));
  self.above = press("Run all above", () => runAbove(self));
  self.reset = press("Reset", () => resetCell(self));
  self.stop = press("Stop", stop);
  self.said = make("span", { className: "said" });
  self.bar = make("div", { className: "live-bar", role: "group", ariaLabel: "The cell " + title },
    self.run, self.stop, self.above, self.reset, self.said);
  self.sliders = make("div", { className: "live-inputs" });
  self.run.title = "Shift+Enter";
  self.stop.hidden = true;
  block.append(self.sliders, self.bar);
  keepFocus(block);
  self.output = make("section", { className: "recording live-output", ariaLabel: "Live output of the cell " + title });
  new IntersectionObserver((entries, observer) => {
    if (entries.some(entry => entry.isIntersecting)) {
      observer.disconnect();
      mount(self);
    }
  }, { rootMargin: "400px" }).observe(block);
  edited(self);
  if (data.last) restore(self, data.last, data.changed);
  return self;
}

// After a reload, what a cell came to is still there, as what it declared is.
function restore(self, end, changed) {
  place(self);
  showEnd(self, end);
  if (changed) {
    self.output.classList.add("stale");
    self.said.textContent = "stale: this cell, or a cell that it builds on, has changed";
  }
}

function mount(self) {
  if (self.view) return;
  const frame = self.block.querySelector("pre");
  const parent = make("div", { className: "live-code" });
  frame.after(parent);
  frame.classList.add("replaced");
  self.view = editor({
    parent,
    text: self.current,
    label: "Code of the cell " + self.title,
    keys: [
      { key: "Shift-Enter", run: () => { run(self).then(good => good && next(self)); return true; } },
      { key: "Mod-Enter", run: () => { run(self); return true; } },
    ],
    complete: context => completions(self, context),
    ask: meaning,
    changed: text => change(self, text),
  });
}

function next(self) {
  const other = cells.slice(cells.indexOf(self) + 1).find(one => one.block.checkVisibility());
  if (!other) return;
  if (!other.view) mount(other);
  other.view.focus();
  other.block.scrollIntoView({ block: "nearest" });
}

async function completions(self, context) {
  const typed = context.matchBefore(/[\w$]+$|\.$/);
  if (!typed && !context.explicit) return null;
  const code = context.state.doc.toString();
  const { from, options } = await post("api/cells/complete", { page, code, cursor: context.pos });
  return {
    from,
    options: options.map(label => ({
      label,
      type: label.endsWith("(") || label.endsWith("()") ? "method" : undefined,
      info: () => documentation(code.slice(0, from) + label),
    })),
    validFor: /^[\w$]*$/,
  };
}

const DESCRIBED = 4;

// Each of the texts begins with the line of a signature.
async function documentation(code) {
  const texts = await post("api/cells/documentation", { page, code, cursor: code.length });
  const parts = texts.slice(0, DESCRIBED).map(text => text.split(/\n([^]*)/));
  return parts.length ? make("div", {}, ...parts.map(([signature, text = ""]) => described({ signature, text }))) : null;
}

// JShell knows a method by its parenthesis.
async function meaning(text, at) {
  const from = at - text.slice(0, at).match(/[\w$]*$/)[0].length;
  const to = at + text.slice(at).match(/^[\w$]*/)[0].length;
  if (from === to) return null;
  const code = text.slice(0, to) + (/^\s*\(/.test(text.slice(to)) ? "(" : "");
  const [first] = await post("api/cells/documentation", { page, code, cursor: code.length });
  const [signature, words = ""] = first?.split(/\n([^]*)/) ?? [];
  return { from, to, signature, text: words };
}

function change(self, text) {
  self.current = text;
  self.ran = false;
  edited(self);
  stale(self);
  saveLater(self);
}

// Puts code in place of what a cell holds.
function write(self, code) {
  if (self.view) setText(self.view, code);
  else change(self, code);
}

function edited(self) {
  self.reset.hidden = self.current === self.code;
  inputs(self.sliders, self.current, changed => {
    setText(self.view, changed(self.current));
    if (self.again) return;
    self.again = true;          // while the cell runs, sliders may move on: it runs again, with the last values
    queue.then(() => {
      self.again = false;
      run(self);
    });
  });
}

function resetCell(self) {
  write(self, self.code);
  save(self);
  say("the cell is as the page has it");
  self.view?.focus();
}

// What was computed from a cell as it was before.
function stale(self) {
  for (const other of cells) {
    if ((other === self || other.needs.includes(self.id)) && other.output.isConnected) {
      other.output.classList.add("stale");
      other.said.textContent = other === self ? "changed since it ran" : "stale: a cell that it builds on has changed";
      other.ran = false;
    }
  }
}

function lost(why) {
  for (const self of cells) self.ran = false;
  outdate(why);
}

// Outputs of a process, or of classes, that are no more.
function outdate(why) {
  for (const self of cells.filter(one => one.output.isConnected)) {
    self.output.classList.add("stale");
    self.said.textContent = why;
  }
}

// Runs a cell after those it needs, and after what was asked for before. Resolves to whether all went well.
function run(self) {
  if (self !== running) self.said.textContent = "waiting for its turn";
  const turn = queue.then(async () => {
    await refresh();
    for (const id of self.needs) {
      const other = cells.find(one => one.id === id);
      if (other && !other.ran && !await runOne(other)) {
        self.said.textContent = "not run: it builds on the cell " + other.title + ", which failed";
        return false;
      }
    }
    return runOne(self);
  });
  queue = turn.catch(() => {});
  return turn;
}

function runAbove(self) {
  const before = cells.slice(0, cells.indexOf(self)).filter(other => other.block.checkVisibility());
  const turn = queue.then(async () => {
    await refresh();
    for (const other of before) if (!await runOne(other)) return;
  });
  queue = turn.catch(() => {});
  return turn;
}

// Makes room for the output. What was recorded gives way to it, and stays for a comparison.
function place(self) {
  if (self.recording && !self.fold) {
    self.fold = make("details", { className: "recorded" }, make("summary", { textContent: "What was recorded" }));
    self.recording.replaceWith(self.fold);
    self.fold.append(self.recording);
  }
  self.block.after(self.output);
}

async function runOne(self) {
  running = self;
  self.stopped = false;
  self.stop.hidden = false;
  const giveBack = holdFocus([self.run], self.stop);
  self.run.disabled = true;
  self.said.textContent = "running";
  self.output.classList.remove("stale");
  self.output.replaceChildren();
  place(self);
  let lines = [];
  let end = null;
  report("busy");
  try {
    await save(self);
    const code = self.current;
    await stream("api/cells/run", { page, cell: self.id, code }, message => {
      if (message.state) report(message.state === "starting" ? "starting" : "busy");
      if (message.lines) {
        lines = lines.slice(0, message.at).concat(message.lines);
        show(self.output, parts(lines));
      }
      if (message.problem) throw new Error(message.problem);
      if (message.end) end = message;
    });
    if (!end) throw new Error("The studio has ended.");
    finished(self, end, code);
    return !end.failed;
  } catch (problem) {
    show(self.output, [{ kind: "error", lines: problem.message.split("\n") }]);
    self.said.textContent = "";
    report("lost", problem.message);
    return false;
  } finally {
    running = null;
    self.run.disabled = false;
    giveBack();
    self.stop.hidden = true;
  }
}

function finished(self, end, code) {
  if (end.state === "lost") lost("gone: the process of the cells has ended; run it again");
  else for (const other of cells) if (other.needs.includes(self.id) && other.output.isConnected) stale(other);
  self.output.classList.remove("stale");
  self.ran = !end.failed && end.state !== "lost" && self.current === code;
  showEnd(self, end);
  const errors = end.end.filter(part => part.kind === "error").flatMap(part => part.lines);
  if (self.view) mark(self.view, problems(errors));
  report(end.state);
}

function showEnd(self, end) {
  show(self.output, end.end);
  self.said.textContent = (self.stopped ? "stopped" : end.failed ? "failed" : "done") + " in " + duration(end.millis)
    + (end.same === true ? ", as recorded" : end.same === false ? ", and it differs from the recording" : "");
  if (self.fold) self.fold.hidden = end.same === true;
}

// `line 3: cannot find symbol`, and `at line 3` below an exception.
function problems(errors) {
  return errors.flatMap((line, i) => {
    const compiler = line.match(/^line (\d+): (.*)/);
    const thrown = line.match(/^    at (?:[\w$<>]+, )?line (\d+)$/) ?? line.match(/^    in what begins at line (\d+)/);
    if (compiler) return [{ line: +compiler[1], text: compiler[2] }];
    return thrown && i === 1 ? [{ line: +thrown[1], text: errors[0] }] : [];
  });
}

export function stop() {
  if (running) running.stopped = true;
  post("api/cells/stop", { page }).catch(problem => say(problem.message));
}

export async function restart() {
  if (running) stop();
  report("starting");
  heard(await post("api/cells/restart", { page }));
}

export const variables = () => get("api/cells/variables?page=" + page);
