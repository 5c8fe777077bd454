// The lab next to the page: its real files in an editor, the server they make, and the grader's verdicts.

import { clashes } from "./clash.js";
import * as files from "./files.js";
import { begin as beginFind } from "./find.js";
import * as form from "./form.js";
import { staying } from "./landing.js";
import * as grading from "./grading.js";
import * as help from "./help.js";
import { begin as beginHistory } from "./history.js";
import { keepFocus } from "./focus.js";
import { below, fail, group, heads, lab, pane, told, untell } from "./pane.js";
import { opens } from "./places.js";
import * as server from "./server.js";
import { begin as beginSignals } from "./signals.js";
import { splitter } from "./splitter.js";
import { follow, onReturn, watchConnection } from "./stream.js";
import * as tasks from "./tasks.js";

// Where the window is narrow, the lab is below the page.
const isNarrow = () => matchMedia("(max-width: 60rem)").matches;
const besidePage = splitter("Size of the lab", [
  { name: "lab-height", is: isNarrow, horizontal: true, least: 25, most: 80, initial: 55,
    percent: ({ clientY }) => 100 * (pane.getBoundingClientRect().bottom - clientY) / innerHeight },
  { name: "lab-width", least: 30, most: 70, initial: 48,
    percent: ({ clientX }) => 100 * (innerWidth - clientX) / innerWidth },
], staying);
const aboveBelow = splitter("Size of the panels", [
  { name: "panels-height", horizontal: true, least: 10, most: 70, initial: 24,
    percent: ({ clientY }) => 100 * (below.getBoundingClientRect().bottom - clientY) / pane.offsetHeight },
]);

// Whether this page has a lab.
export async function begin() {
  if (!/^lab\d\d(-interface)?$/.test(document.body.dataset.page)) return false;
  const view = await tasks.begin(chosen);
  files.begin(view, grading.saved, tasks.worksOn, tasks.refreshSoon, () => grading.grade(tasks.task().id));
  opens(files.knows, place => {
    openPane();
    files.goToPlace(place).catch(fail);
  });
  pane.append(files.tabs, clashes, files.code, files.wrong);
  if (view.skipped) {
    clashes.append(make("p", { className: "lab-clash", textContent: "You skipped this lab: these are the reference's "
      + `files. To write your own: ./jbang course unskip ${lab}, then reload this page.` }));
  }
  const grader = grading.begin();
  const [hint, reset] = help.begin();
  const tools = server.begin();
  grader.append(hint);
  beginHistory();
  beginFind();
  beginSignals(openPane);
  pane.append(besidePage, make("div", { className: "lab-tools" }, tools, grader), server.old, told, aboveBelow,
    make("div", { className: "lab-second" }, heads, group("More", grading.afterSave, reset)), below);
  keepFocus(pane);
  document.querySelector(".page").after(pane);
  const offerAll = () => tasks.tasks().forEach(offer);
  offerAll();
  document.addEventListener("click", ({ target }) => {
    const next = tasks.view().next;
    if (next && target.closest?.(".next-step, .next-at-end a")?.hash === "#" + tasks.task(next).anchor) tasks.choose(tasks.task(next));
  });
  document.addEventListener("chosen", ({ detail: name }) => name === "form" && offerAll());
  const wanted = tasks.task() ?? view.tasks[0];
  const first = wanted?.file ?? view.files[0].name;
  await files.openFile(first);
  if (wanted) help.showHints(wanted).catch(fail);
  follow("lab", lab, heard);
  watchConnection(state => state === "open" || server.lost());
  onReturn(() => {
    untell();
    files.saveAll().catch(fail);
  });
  const place = new URLSearchParams(location.search).get("at");      // a view has named it
  if (root.classList.contains("with-lab")) opened(!place && files.isOpen(first));
  if (place) {
    openPane();
    files.goToPlace(place).catch(fail);
  }
  return true;
}

// Below the stub of a step: where it is written, and the grader.
function offer(task) {
  const section = document.getElementById(task.anchor)?.parentElement;
  const all = [...section?.querySelectorAll(".excerpt, .open-form p") ?? []];
  const stub = all.filter(one => !one.closest("details, [hidden]")).at(-1);
  section?.querySelector(".step-actions")?.remove();
  stub?.after(make("p", { className: "step-actions" },
    press("Write it in " + task.file, () => {
      openPane();
      tasks.choose(task, true);
      files.write(task).catch(fail);
    }), " ", press("Grade " + task.id, () => {
      openPane();
      tasks.choose(task);
      grading.grade(task.id);
    })));
}

// A command of the page that starts this lab's server starts the one of the pane: there is one. Whether it is such a one.
export function serves(command) {
  const [, flags] = command.trim().match(new RegExp(`^\\./jbang ${lab}((?: [^;|&<>$()\`]*)?)$`)) ?? [];
  if (flags === undefined) return false;
  openPane();
  const words = [...flags.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, one, two, three]) => one ?? two ?? three);
  server.run(words).catch(fail);
  return true;
}

function openPane() {
  if (!root.classList.contains("with-lab")) document.querySelector(".studio-bar .open-lab").click();
}

function chosen(task, stay) {
  if (!stay) files.goTo(task).catch(fail);
  help.showHints(task).catch(fail);
}

// Opens or closes the pane; one who has opened it goes on in it.
export function toggle() {
  tasks.stay();
  const shown = staying(() => root.classList.toggle("with-lab"));
  if (shown) {
    opened();
    if (document.activeElement.closest(".studio-bar")) files.openTab()?.focus();
  }
  return shown;
}

// Unless `goes`, the learner has opened another file by now.
function opened(goes = true) {
  if (goes) files.goTo(tasks.task()).catch(fail);
  grading.warmUp();
  form.byAltitude();
}

function heard(event) {
  if (event.names) files.keep(event.names);
  if (event.file) files.changedOutside(event.file).catch(fail);
  if (event.gone) files.gone(event.gone);
  if (event.progress) tasks.refresh().catch(fail);
  if (event.server) server.show(event.server);
  if ("outdated" in event) server.showOutdated(event.outdated);
  if (event.log) server.log(event);
}
