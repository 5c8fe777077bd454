// The lab's real files, in tabs. An IDE may have them open, too: nothing that it saves is overwritten unasked.

import { get, put } from "./api.js";
import { checker, tellFirst } from "./check.js";
import { clash } from "./clash.js";
import { editor, mark, setText, show as reveal, textOf } from "./editor.js";
import { fail, lab, tell } from "./pane.js";

const LOOK_MILLIS = 150;        // after the last keystroke, before javac looks
const SAVE_MILLIS = 600;

export const tabs = make("div", { className: "lab-tabs", role: "tablist", ariaLabel: "Files of the lab" });
export const code = make("div", { className: "lab-code" });

const files = new Map();        // by name: { name, hash, saved, view, tab, panel, dirty, clash, opening, writing }
let open = null;
let readOnly = false;
let changed = () => {};
const check = checker(showProblems);

// Those with tasks first, then what is given. `onChange` is called whenever a file on the disk has another text.
export function begin({ files: all, skipped }, onChange) {
  readOnly = skipped;
  changed = onChange;
  const given = file => file.tasks.length === 0;
  for (const file of all.toSorted((one, other) => given(one) - given(other))) add(file).tab.classList.toggle("given", given(file));
}

function add({ name, hash }) {
  const file = { name, hash, saved: "", view: null, dirty: false };
  file.tab = press(name, () => openFile(name).catch(fail));
  Object.assign(file.tab, { role: "tab", id: "tab-" + name, ariaSelected: "false", tabIndex: files.size ? -1 : 0 });
  tabs.append(file.tab);
  files.set(name, file);
  return file;
}

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

// The editor knows line feeds only; the file keeps its own line endings.
const lines = ({ text, hash }) => ({ text: text.replace(/\r\n?/g, "\n"), hash });

const read = async name => lines(await get(`api/lab/file?lab=${lab}&file=${encodeURIComponent(name)}`));

async function load(file) {
  const { text, hash } = await read(file.name);
  Object.assign(file, { hash, saved: text });
  file.panel = make("div", { role: "tabpanel", className: "lab-file", id: "file-" + file.name, hidden: true });
  file.panel.setAttribute("aria-labelledby", file.tab.id);
  file.tab.setAttribute("aria-controls", file.panel.id);
  code.append(file.panel);
  file.view = editor({
    parent: file.panel,
    text,
    label: file.name,
    keys: [{ key: "Mod-s", run: () => { save(file); return true; } }],
    changed: () => edited(file),
    readOnly,
  });
  check(file);
}

export async function openFile(name) {
  const file = files.get(name);
  if (!file) return null;
  open = file;
  await (file.opening ??= load(file));
  for (const other of open === file ? files.values() : []) {
    other.tab.ariaSelected = String(other === file);
    other.tab.tabIndex = other === file ? 0 : -1;
    if (other.panel) other.panel.hidden = other !== file;
  }
  return file;
}

export const openTab = () => open?.tab;

// Brings the method of a task into view. Above it stands its mark, wherever that has moved to.
export async function goTo(task) {
  const file = task?.file && await openFile(task.file);
  if (!file) return;
  const at = textOf(file.view).split("\n").findIndex(line => line.trim() === "// task " + task.id);
  reveal(file.view, at < 0 ? task.line : at + 1);
}

// `labs/01-sockets/Listener.java:42`
export async function goToPlace(place) {
  const [, name, line] = place.match(/([\w.]+\.java):(\d+)$/) ?? [];
  const file = await openFile(name);
  if (!file) return;
  reveal(file.view, +line);
  file.view.focus();
}

function edited(file) {
  file.dirty = textOf(file.view) !== file.saved;
  file.tab.classList.toggle("dirty", file.dirty);
  clearTimeout(file.looking);
  clearTimeout(file.later);
  file.looking = setTimeout(() => check(file), LOOK_MILLIS);
  if (file.dirty && !file.clash) file.later = setTimeout(() => save(file), SAVE_MILLIS);
}

function showProblems(file, problems) {
  const isError = problem => problem.severity === "error";
  for (const other of files.values()) {
    const own = problems.filter(problem => problem.file === other.name);
    other.tab.classList.toggle("wrong", own.some(isError));
    if (other.view && (other === file || !other.dirty)) mark(other.view, own);
  }
  tellFirst(file, problems.filter(isError), goToPlace);
}

// One write of a file at a time.
function save(file) {
  clearTimeout(file.later);
  file.writing = Promise.resolve(file.writing).then(() => write(file)).catch(fail);
  return file.writing;
}

async function write(file) {
  const text = textOf(file.view);
  if (text === file.saved || file.clash) return;
  const now = await put("api/lab/file", { lab, file: file.name, text, base: file.hash });
  if (now.conflict) return ask(file, lines(now));
  Object.assign(file, { hash: now.hash, saved: text });
  edited(file);
  changed();
}

export const saveAll = () => Promise.all([...files.values()].filter(file => file.dirty).map(save));

addEventListener("pagehide", () => {
  for (const file of files.values()) {
    if (!file.dirty || file.clash) continue;
    const body = JSON.stringify({ lab, file: file.name, text: textOf(file.view), base: file.hash });
    fetch("api/lab/file", { method: "PUT", keepalive: true, headers: { "Content-Type": "application/json" }, body });
  }
});

addEventListener("beforeunload", event => {
  if ([...files.values()].some(file => file.clash)) event.preventDefault();
});

function ask(file, disk) {
  const choose = then => () => {
    Object.assign(file, { clash: null, hash: disk.hash, saved: disk.text });
    then();
    file.view.focus();
  };
  file.clash?.remove();
  file.clash = clash(file.name, {
    take: choose(() => {
      setText(file.view, disk.text);
      edited(file);
    }),
    keep: choose(() => save(file)),
  });
}

export async function changedOutside({ name, hash }) {
  const known = files.get(name);
  const file = known ?? add({ name, hash });
  await file.writing;
  if (known && hash === file.hash) return;
  file.view ? await renew(file) : file.hash = hash;
  changed();
}

async function renew(file) {
  const disk = await read(file.name);
  const here = textOf(file.view);
  if (disk.hash === file.hash) return;
  if (here !== file.saved && here !== disk.text) return ask(file, disk);
  Object.assign(file, { hash: disk.hash, saved: disk.text });
  setText(file.view, disk.text);
  edited(file);
}

export function gone(name) {
  const file = files.get(name);
  if (!file) return;
  if (file.dirty) return tell(name + " was deleted outside this page. What you typed is still here: copy it.");
  tell(name + " was deleted outside this page.");
  file.view?.destroy();
  file.panel?.remove();
  file.tab.remove();
  files.delete(name);
  if (open === file) openFile(files.keys().next().value).catch(fail);
}
