// The lab next to the page: its real files in an editor, the server they make, and the grader's verdicts.

import { get, post, request, stream } from "./api.js";
import { editor, mark, setText, show as reveal, textOf } from "./editor.js";
import { verdicts } from "./verdicts.js";

const lab = document.body.dataset.page.replace(/-interface$/, "");
const LOOK_MILLIS = 150;        // after the last keystroke, before javac looks
const SAVE_MILLIS = 600;
const MOST_LINES = 2000;

let state = null;               // of the lab, as the studio knows it
let logged = 0;                 // lines of the server's log
const files = new Map();        // by name: { name, hash, view, tab, panel, dirty, problems }

const pane = make("aside", { className: "lab-pane", ariaLabel: "The lab" });
const tabs = make("div", { className: "lab-tabs", role: "tablist", ariaLabel: "Files of the lab" });
const code = make("div", { className: "lab-code" });
const conflict = make("div", { className: "lab-conflict", role: "alert", hidden: true });
const tasks = make("select", { ariaLabel: "Task" });
const serverState = make("span", { className: "server-state", role: "status" });
const runButton = press("Run", runServer);
const stopButton = press("Stop", () => post("api/lab/stop").catch(fail));
const gradeButton = press("Grade", () => grade());
const taskButton = press("Grade this task", () => grade(tasks.value));
const watch = make("input", { type: "checkbox", id: "lab-watch" });
const below = make("div", { className: "lab-below" });
const verdictPanel = panel("Verdicts");
const logPanel = panel("Server");
const hintPanel = panel("Hints");
const solutionPanel = panel("Solution");

function panel(title) {
  const body = make("div", { className: "lab-panel-body", tabIndex: 0, role: "region", ariaLabel: title });
  const fold = make("details", { className: "lab-panel", name: "lab-panel" }, make("summary", { textContent: title }), body);
  below.append(fold);
  return { fold, body };
}

const fail = problem => say(problem.message);

// Whether this page has a lab.
export async function begin() {
  if (!/^lab\d\d(-interface)?$/.test(document.body.dataset.page)) return false;
  state = await get("api/lab?lab=" + lab);
  stopButton.disabled = true;
  pane.append(
    make("div", { className: "lab-head" }, tabs),
    conflict, code,
    make("div", { className: "lab-actions", role: "group", ariaLabel: "Server" }, runButton, stopButton, serverState),
    make("div", { className: "lab-actions", role: "group", ariaLabel: "Grader" }, tasks, taskButton, gradeButton,
      make("label", { htmlFor: "lab-watch" }, watch, " after each save"),
      press("Hint", hint), press("Reset…", reset), press("Solution", solution)),
    below);
  document.querySelector(".page").after(pane);
  // Those with tasks first, then what is given.
  const given = file => file.tasks.length === 0;
  if (state.skipped) {
    conflict.append(make("p", { textContent: "You skipped this lab: these are the reference's files. To write your own: "
      + "./jbang course unskip " + lab }));
    conflict.hidden = false;
  }
  for (const file of state.files.toSorted((one, other) => given(one) - given(other))) addFile(file);
  showTasks();
  const wanted = state.tasks.find(task => task.id === state.next) ?? state.tasks[0];
  await openFile(wanted?.file ?? state.files[0].name);
  listen();
  return true;
}

export function toggle() {
  const shown = root.classList.toggle("with-lab");
  if (shown) {
    goTo(state.tasks.find(task => task.id === tasks.value));
    post("api/grade/start", { lab }).catch(fail);
  }
  return shown;
}

function showTasks() {
  const chosen = tasks.value || state.next;
  tasks.replaceChildren(...state.tasks.map(task => new Option(
    `${sign(task.verdict)} ${task.id}  ${task.earned}/${task.points}`, task.id, false, task.id === chosen)));
}

const sign = verdict => ({ passed: "✓", failed: "✗" })[verdict] ?? "○";

tasks.addEventListener("change", () => {
  const task = state.tasks.find(one => one.id === tasks.value);
  goTo(task);
  document.getElementById(task.anchor)?.scrollIntoView();
});

// The page's step and the task's method stay side by side.
async function goTo(task) {
  if (!task?.file) return;
  await openFile(task.file);
  reveal(files.get(task.file).view, task.line);
}

function follow() {
  const steps = state.tasks.filter(task => document.getElementById(task.anchor));
  const seen = new IntersectionObserver(entries => {
    const entry = entries.find(one => one.isIntersecting);
    const task = entry && steps.find(one => one.anchor === entry.target.id);
    if (!task || !root.classList.contains("with-lab") || pane.contains(document.activeElement)) return;
    tasks.value = task.id;
    goTo(task);
  }, { rootMargin: "-10% 0px -70% 0px" });
  steps.forEach(task => seen.observe(document.getElementById(task.anchor)));
}

// --- files ---

function addFile({ name, hash }) {
  const tab = press(name, () => openFile(name));
  Object.assign(tab, { role: "tab", id: "tab-" + name, ariaSelected: "false", tabIndex: -1 });
  tabs.append(tab);
  files.set(name, { name, hash, tab, view: null, saved: "", dirty: false });
}

tabs.addEventListener("keydown", event => {
  const all = [...files.values()].map(file => file.tab);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
  next.focus();
  next.click();
});

async function openFile(name) {
  const file = files.get(name);
  if (!file.view) {
    const { text, hash } = await get(`api/lab/file?lab=${lab}&file=${encodeURIComponent(name)}`);
    Object.assign(file, { hash, saved: text });
    file.panel = make("div", { role: "tabpanel", className: "lab-file" });
    file.panel.setAttribute("aria-labelledby", file.tab.id);
    code.append(file.panel);
    file.view = editor({
      parent: file.panel,
      text,
      label: name,
      keys: [{ key: "Mod-s", run: () => { save(file); return true; } }],
      changed: () => edited(file),
      readOnly: state.skipped,
    });
    look(file);
  }
  for (const other of files.values()) {
    other.tab.ariaSelected = String(other === file);
    other.tab.tabIndex = other === file ? 0 : -1;
    if (other.panel) other.panel.hidden = other !== file;
  }
}

function edited(file) {
  file.dirty = textOf(file.view) !== file.saved;
  file.tab.classList.toggle("dirty", file.dirty);
  clearTimeout(file.looking);
  clearTimeout(file.saving);
  file.looking = setTimeout(() => look(file), LOOK_MILLIS);
  if (file.dirty && !file.conflict) file.saving = setTimeout(() => save(file), SAVE_MILLIS);
}

// What javac says of the text as it is now.
async function look(file) {
  const text = textOf(file.view);
  try {
    const { problems } = await post("api/lab/check", { lab, file: file.name, text });
    if (text !== textOf(file.view)) return;
    for (const other of files.values()) {
      const own = problems.filter(problem => problem.file === other.name);
      other.tab.classList.toggle("wrong", own.some(problem => problem.severity === "error"));
      if (other.view && (other === file || !other.dirty)) mark(other.view, own);
    }
  } catch (problem) {
    fail(problem);
  }
}

async function save(file) {
  clearTimeout(file.saving);
  const text = textOf(file.view);
  if (text === file.saved) return;
  const response = await request("PUT", "api/lab/file", { lab, file: file.name, text, base: file.hash }).catch(fail);
  if (!response) return;
  const answer = await response.json();
  if (response.status === 409) return clash(file, answer);
  Object.assign(file, { hash: answer.hash, saved: text, conflict: false });
  edited(file);
  if (watch.checked) grade(null, true);
}

// Another program has saved the file: nothing is written until the learner has chosen.
function clash(file, disk) {
  file.conflict = true;
  const end = () => {
    file.conflict = false;
    conflict.hidden = true;
    conflict.replaceChildren();
  };
  conflict.replaceChildren(
    make("p", { textContent: file.name + " has also been changed outside this page." }),
    press("Take the file on disk", () => {
      end();
      Object.assign(file, { hash: disk.hash, saved: disk.text });
      setText(file.view, disk.text);
      edited(file);
    }),
    press("Keep what is here", () => {
      end();
      file.hash = disk.hash;
      file.saved = disk.text;
      save(file);
    }));
  conflict.hidden = false;
}

async function changedOutside({ name, hash }) {
  if (!files.has(name)) addFile({ name, hash });
  const file = files.get(name);
  if (!file.view || hash === file.hash) return;
  const disk = await get(`api/lab/file?lab=${lab}&file=${encodeURIComponent(name)}`);
  if (disk.hash === file.hash) return;
  if (file.dirty) return clash(file, disk);
  Object.assign(file, { hash: disk.hash, saved: disk.text });
  setText(file.view, disk.text);
  edited(file);
  if (watch.checked) grade(null, true);
}

// --- what happens in the checkout ---

async function listen() {
  follow();
  for (;;) {
    try {
      await stream("api/lab/events?lab=" + lab, undefined, heard, "GET");
    } catch {
      serverState.textContent = "the studio does not answer";
    }
    await new Promise(later => setTimeout(later, 1000));
  }
}

function heard(event) {
  if (event.file) changedOutside(event.file).catch(fail);
  if (event.gone && files.has(event.gone)) say(event.gone + " is gone");
  if (event.progress) refresh();
  if (event.server) showServer(event.server);
  if (event.log) log(event);
}

// `at` counts from the start of a server: a new one begins at 0, and so does what is told again after a lost connection.
function log({ log: lines, at }) {
  if (at < logged) logPanel.body.replaceChildren();
  logged = at + lines.length;
  logPanel.body.append(...lines.map(line => make("div", { textContent: line })));
  while (logPanel.body.children.length > MOST_LINES) logPanel.body.firstChild.remove();
  below.scrollTop = below.scrollHeight;
}

async function refresh() {
  state = await get("api/lab?lab=" + lab);
  showTasks();
  document.dispatchEvent(new CustomEvent("progress"));
}

// --- the server ---

async function runServer() {
  await saveAll();
  logPanel.fold.open = true;
  post("api/lab/run", { lab, flags: ["--port", "8080"] }).catch(fail);
}

function showServer({ state: word, url, exit }) {
  stopButton.disabled = word === "stopped";
  serverState.replaceChildren(word === "running" ? "listening on " : word === "starting" ? "starting"
    : "stopped" + (exit ? ", exit code " + exit : ""));
  if (url) serverState.append(make("a", { href: url, target: "_blank", rel: "noreferrer", textContent: url }));
}

const saveAll = () => Promise.all([...files.values()].filter(file => file.dirty && !file.conflict).map(save));

// --- the grader ---

let grading = 0;

async function grade(task, quietly = false) {
  const mine = ++grading;
  if (!quietly) await saveAll();
  verdictPanel.fold.open = true;
  gradeButton.disabled = taskButton.disabled = !quietly;
  const shown = verdicts(verdictPanel.body, { goTo: place, tasks: state.tasks });
  try {
    await stream("api/grade", { lab, only: task ?? undefined }, event => mine === grading && shown.heard(event));
  } catch (problem) {
    if (mine === grading) shown.heard({ event: "problem", what: problem.message, remedy: "" });
  } finally {
    if (mine === grading) gradeButton.disabled = taskButton.disabled = false;
  }
}

// `labs/01-sockets/Listener.java:42`
async function place(text) {
  const [, name, line] = text.match(/([\w.]+\.java):(\d+)$/) ?? [];
  if (!files.has(name)) return;
  await openFile(name);
  reveal(files.get(name).view, +line);
  files.get(name).view.focus();
}

async function hint() {
  hintPanel.fold.open = true;
  try {
    const { number, of, parts } = await post("api/lab/hint", { lab, task: tasks.value });
    hintPanel.body.append(make("h3", { textContent: `${tasks.value}: hint ${number} of ${of}` }), ...parts.map(part =>
      part.code ? make("pre", {}, make("code", { textContent: part.text })) : make("p", { textContent: part.text })));
    hintPanel.body.lastChild.scrollIntoView({ block: "nearest" });
  } catch (problem) {
    fail(problem);
  }
}

async function reset() {
  const task = tasks.value;
  const dialog = make("dialog", { ariaLabel: "Reset" },
    make("p", { textContent: `Put the task ${task}, or the whole lab, back to the start? Your files are backed up first.` }),
    press("Reset " + task, () => done(task)), " ", press("Reset the lab", () => done(undefined)), " ",
    press("Cancel", () => dialog.close()));
  const done = async what => {
    dialog.close();
    try {
      await saveAll();
      const { backup } = await post("api/lab/reset", { lab, task: what });
      say("reset; your files are in " + backup);
    } catch (problem) {
      fail(problem);
    }
  };
  dialog.addEventListener("close", () => dialog.remove());
  pane.append(dialog);
  dialog.showModal();
}

async function solution() {
  solutionPanel.fold.open = true;
  try {
    const { files: all } = await get(`api/lab/solution?lab=${lab}&task=${tasks.value}`);
    solutionPanel.body.replaceChildren(...all.flatMap(({ name, diff }) => [
      make("h3", { textContent: name }),
      make("pre", { className: "diff" }, ...diff.split("\n").map(line =>
        make("span", { className: line[0] === "+" ? "added" : line[0] === "-" ? "removed" : "", textContent: line + "\n" }))),
    ]));
  } catch (problem) {
    solutionPanel.body.replaceChildren(make("p", { textContent: problem.message }));
  }
}
