// The lab's real files, in tabs. An IDE may have them open, too: nothing that it saves is overwritten unasked.

import { get, post } from "./api.js";
import { checker, tellFirst, wrong as wrongLine } from "./check.js";
import { cursorLine, editor, keepCursor, mark, setText, show as reveal, textOf } from "./editor.js";
import { completions } from "./meaning.js";
import { fail, lab, pane, tell } from "./pane.js";
import { alone, ask, begin as beginToSave, end, lines, save, saveLater } from "./saver.js";

const LOOK_MILLIS = 150;        // after the last keystroke, before javac looks
const SAVE_MILLIS = 600;

export const tabs = make("div", { className: "lab-tabs", role: "tablist", ariaLabel: "Files of the lab" });
export const wrong = wrongLine();
export const code = make("div", { className: "lab-code" });

const known = [];               // the names of all files that there were, in the order of their tabs
let wanted = "";                // the name of the file that the learner has opened last; it may be away
const files = new Map();        // by name: { view, tab, panel, dirty, opening }, and what saver.js says
const givens = new Set();       // the names of those without tasks
let open = null;
let readOnly = false;
let folder = "";                // of this lab, below the checkout
let earlier = {};               // where the files of the labs before are, by name
let changed = () => {};
let worksOn = () => {};
let coded = () => {};
let submit = () => {};
const check = checker(showProblems, fail);

// Those with tasks first, then what is given. `onChange` is called whenever a file on the disk has another text, `onWork`
// with the id of the task in whose method the learner has put the cursor, `onCode` when the code of a task came or went, `onSubmit`
// when it is to be graded.
export function begin({ files: all, skipped, folder: own, earlier: before }, onChange, onWork, onCode, onSubmit) {
  readOnly = skipped;
  earlier = before;
  folder = own;
  changed = onChange;
  worksOn = onWork;
  coded = onCode;
  submit = onSubmit;
  const given = file => file.tasks.length === 0;
  for (const file of all.toSorted((one, other) => given(one) - given(other))) {
    if (given(file)) givens.add(file.name);
    add(file);
  }
}

// A file that comes back has its old place. One of an earlier lab, `of`, can be read only.
function add({ name, hash, of = lab }) {
  const file = { name, hash, of, saved: "", view: null, dirty: false, ...saving(name) };
  if (!known.includes(name)) known.push(name);
  const next = known.slice(known.indexOf(name)).find(one => files.has(one));
  file.tab = press(name, () => openFile(name).catch(fail));
  Object.assign(file.tab, { role: "tab", id: "tab-" + name, ariaSelected: "false", tabIndex: files.size ? -1 : 0 });
  file.tab.classList.toggle("given", givens.has(name));
  tabs.insertBefore(file.tab, files.get(next)?.tab ?? null);
  files.set(name, file);
  return file;
}

const saving = name => ({
  address: "api/lab/file",
  which: { lab, file: name },
  pause: SAVE_MILLIS,
  text() { return textOf(this.view); },
  show(text) {
    setText(this.view, text);
    edited(this);
  },
  done() {
    edited(this);
    changed();
    countTodos(this);
  },
  gone() { remove(this); },
  focus() { files.has(name) ? this.view.focus() : open?.tab.focus(); },
  fail,
});

tabs.addEventListener("keydown", event => {
  const all = [...tabs.children];
  const at = all.indexOf(document.activeElement);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const tab = all.at(next % all.length);
  tab.focus();
  tab.click();
});

async function read({ name, of }) {
  const { text, hash } = await get(`api/lab/file?lab=${of}&file=${encodeURIComponent(name.replace(/.*\//, ""))}`);
  return { text: lines(text), hash };
}

async function load(file) {
  const { text, hash } = await read(file);
  Object.assign(file, { hash, saved: text, todos: text.split("Todo").length });
  file.panel = make("div", { role: "tabpanel", className: "lab-file", id: "file-" + file.name, hidden: true });
  file.panel.setAttribute("aria-labelledby", file.tab.id);
  file.tab.setAttribute("aria-controls", file.panel.id);
  code.append(file.panel);
  const name = file.name.replace(/.*\//, "");
  const isJava = name.endsWith(".java");
  const isOther = file.of !== lab;
  file.view = editor({
    isJava,
    complete: isJava ? completions({ lab: file.of, file: name }) : () => null,
    ask: isJava && ((text, cursor) => post("api/code/meaning", { lab: file.of, file: name, text, cursor })),
    go: ({ file, line }) => file && goToPlace(`${file}:${line}`),
    parent: file.panel,
    text,
    label: file.name,
    keys: [
      { key: "Mod-s", run: () => { save(file); return true; } },
      { key: "Mod-Enter", run: () => { submit(); return true; } },
    ],
    changed: () => edited(file),
    moved: () => worked(file),
    readOnly: readOnly || isOther,
  });
  if (isOther) return;
  if (!readOnly) beginToSave(file);
  check(file);
}

export async function openFile(name) {
  if (!files.has(name)) return null;
  wanted = name;
  return bringToFront(files.get(name));
}

async function bringToFront(file) {
  open = file;
  await (file.opening ??= load(file));
  for (const other of open === file ? files.values() : []) {
    other.tab.ariaSelected = String(other === file);
    other.tab.tabIndex = other === file ? 0 : -1;
    if (other.panel) other.panel.hidden = other !== file;
  }
  file.tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  return file;
}

// All files of the lab, as they are here.
export const texts = () => Promise.all([...files.values()].filter(file => file.of === lab).map(async file =>
  ({ name: file.name, text: file.view ? textOf(file.view) : (await read(file)).text })));

export const openTab = () => open?.tab;

export const isOpen = name => open?.name === name;

// A panel that opens, or a line about a problem, takes room from the editor.
let height = 0;
new ResizeObserver(([{ contentRect }]) => {
  if (open?.view?.hasFocus && contentRect.height < height) keepCursor(open.view, height);
  height = contentRect.height;
}).observe(code);

const TASK = /^\s*(?:\/\/|--) task ([\w-]+)\s*$/;

// Brings the method of a task into view. Above it stands its mark, wherever that has moved to.
export async function goTo(task) {
  const file = task?.file && await openFile(task.file);
  if (!file) return;
  const at = textOf(file.view).split("\n").findIndex(line => line.match(TASK)?.[1] === task.id);
  reveal(file.view, at < 0 ? task.line : at + 1);
}

// Selects what stands for the task's first method until it is written: what is typed replaces it.
export async function write(task) {
  await goTo(task);
  const { view } = open;
  const lines = textOf(view).split("\n");
  const at = cursorLine(view);
  const end = lines.findIndex((line, i) => i > at && TASK.test(line));
  const todo = lines.findIndex((line, i) => i > at && (end < 0 || i < end) && /\bTodo[.(].*;$/.test(line));
  reveal(view, at + 1, todo + 1);
  view.focus();
}

// The lab of a file, and its name; null if it is of no lab up to this one. A path without a folder is searched for.
function fileAt(path) {
  const name = path.replace(/.*\//, "");
  const own = files.has(name) && (path === name || path.endsWith(`${folder}/${name}`));
  const of = own ? lab : earlier[name] && (path === name || path.endsWith(earlier[name])) && "lab" + earlier[name].match(/\d\d/)[0];
  return of ? { of, name } : null;
}

export const knows = path => fileAt(path) !== null;

// `labs/01-sockets/Listener.java:42`, or without the folder. Whether there is such a file.
export async function goToPlace(place) {
  const [, path, line] = place.match(/^(.*):(\d+)$/) ?? [];
  const found = path && fileAt(path);
  if (!found) return false;
  const { of, name } = found;
  const shown = of === lab ? name : `${of}/${name}`;
  if (of !== lab && !files.has(shown)) add({ name: shown, hash: "", of });
  const file = await openFile(shown);
  if (!file) return false;
  reveal(file.view, +line);
  file.view.focus();
  worked(file);
  return true;
}

// The mark of a task is above its method, and below the comment on that.
function worked(file) {
  const lines = textOf(file.view).split("\n");
  const at = cursorLine(file.view);
  const after = lines.slice(at);
  const comment = after.slice(0, after.findIndex(line => !/^\s*(\/\*|\*|\/\/|--|@)/.test(line)));
  const mark = comment.find(line => TASK.test(line)) ?? lines.slice(0, at + 1).findLast(line => TASK.test(line));
  if (mark) worksOn(mark.match(TASK)[1]);
}

function edited(file) {
  file.dirty = textOf(file.view) !== file.saved;
  file.tab.classList.toggle("dirty", file.dirty);
  clearTimeout(file.looking);
  file.looking = setTimeout(() => check(file), LOOK_MILLIS);
  saveLater(file);
}

// Where one came or went, so did the code of a task.
function countTodos(file) {
  const before = file.todos;
  file.todos = file.saved.split("Todo").length;
  if (before !== file.todos) coded();
}

function showProblems(file, problems) {
  const isError = problem => problem.severity === "error";
  for (const other of files.values()) {
    const own = problems.filter(problem => problem.file === other.name);
    other.tab.classList.toggle("wrong", own.some(isError));
    if (other.view && (other === file || !other.dirty)) mark(other.view, own);
  }
  tellFirst(wrong, file, problems.filter(isError), place => goToPlace(place).catch(fail));
}

export const saveAll = () => Promise.all([...files.values()].filter(file => file.dirty).map(save));

export async function changedOutside({ name, hash }) {
  const old = files.get(name);
  const file = old ?? add({ name, hash });
  if (!old && name === wanted && !document.activeElement.closest(".cm-editor")) {
    await bringToFront(file);
    if (tabs.contains(document.activeElement)) file.tab.focus();
  }
  await alone(file, async () => {
    if (old && hash === file.hash) return;
    file.view ? await renew(file) : file.hash = hash;
    changed();
    coded();
  });
}

async function renew(file) {
  const disk = await read(file);
  const here = textOf(file.view);
  if (disk.hash === file.hash) return;
  const mine = here !== file.saved && here !== disk.text;
  if (mine && disk.text !== file.saved) return ask(file, disk);
  file.clash?.remove();         // it is back as it was
  Object.assign(file, { clash: null, hash: disk.hash, saved: disk.text });
  if (!mine) setText(file.view, disk.text);
  edited(file);
}

// What went away while the page heard nothing is gone, too.
export function keep(names) {
  [...files.values()].filter(({ name, of }) => of === lab && !names.includes(name)).forEach(({ name }) => gone(name));
}

export function gone(name) {
  const file = files.get(name);
  if (!file) return;
  if (file.dirty) return ask(file, { text: "", hash: "" });
  remove(file);
  tell(name + " was deleted outside this page.");
}

// What had the focus goes with it; the tab of another file has it then: what is typed must not go into that file.
function remove(file) {
  const focused = [file.tab, file.panel].some(part => part?.contains(document.activeElement));
  files.delete(file.name);
  clearTimeout(file.looking);
  end(file);
  file.view?.destroy();
  file.panel?.remove();
  file.tab.remove();
  if (open !== file) return;
  open = null;
  const other = files.values().next().value;
  if (other) bringToFront(other).catch(fail);
  if (focused) (other?.tab ?? pane).focus();
}
