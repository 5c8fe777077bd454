// The grader: verdicts as they are reached, on request or after each save.

import { post } from "./api.js";
import { goToPlace, saveAll } from "./files.js";
import { holdFocus } from "./focus.js";
import { showSolution as compare } from "./help.js";
import { isWhole, open as openMoment } from "./moment.js";
import { fail, group, lab, panel } from "./pane.js";
import { stream } from "./stream.js";
import { choose, list, refresh, task, tasks } from "./tasks.js";
import { verdicts } from "./verdicts.js";

const gradeButton = press("Grade", () => grade());
const taskButton = press("Grade this task", () => grade(list.value));
const stopButton = press("Stop grading", stop);
const watch = make("input", { type: "checkbox", id: "lab-watch" });
let verdictPanel = null;
let last = 0;                   // the number of the grading that was begun last
let shown = null;
const goTo = (place, id) => goToPlace(place).then(() => choose(task(id), true)).catch(fail);

// What is rarely changed.
export const afterSave = make("label", { htmlFor: watch.id }, watch, " after each save");

// One check again, with the random values of the grading that it failed in; `hear` gets the events.
const replay = (check, seed, hear) => saveAll().then(() =>
  stream("api/grade", { lab, only: check, seed }, ({ events = [] }) => events.forEach(hear)));

const shared = { goTo, task, compare, replay };

// The tools of the grader: the task, and what is done with it.
export function begin() {
  stopButton.hidden = true;
  verdictPanel = panel("Verdicts");
  const view = verdicts(verdictPanel.body, shared);
  view.known(tasks());
  if (isWhole()) offerMoment(view);
  stopButton.classList.add("stop-grading");
  afterSave.title = "Grade the lab after each save";
  return group("Grader", list, taskButton, gradeButton, stopButton);
}

const offerMoment = view => view.offer("All 100 points are yours.", "See what you built", openMoment);

// A grader that has started is ready within a second.
export const warmUp = () => post("api/grade/start", { lab }).catch(fail);

export function saved() {
  if (watch.checked) grade(undefined, true);
}

function stop() {
  shown?.stopped();
  post("api/grade/stop", { lab }).catch(fail);
}

// Without a task: the whole lab.
export async function grade(only, afterSave = false) {
  const mine = ++last;
  const before = isWhole();
  if (!afterSave) await saveAll();
  verdictPanel.fold.open = true;
  stopButton.hidden = false;
  const giveBack = holdFocus([gradeButton, taskButton], stopButton);
  gradeButton.disabled = taskButton.disabled = !afterSave;
  const view = shown = verdicts(verdictPanel.body, shared);
  view.begin(tasks());
  let heard = 0;                // events: after a lost connection they are told again
  try {
    await stream("api/grade", { lab, only }, ({ at, events = [] }) => {
      const fresh = events.slice(heard - at);
      heard += fresh.length;
      if (mine === last) fresh.forEach(view.heard);
    });
    await refresh();            // says why what has passed works
    if (mine !== last) return;
    view.explain();
    if (isWhole()) offerMoment(view);
    if (isWhole() && !before && !afterSave) await openMoment();        // after a save the learner is typing
    const waiting = only && task(only)?.verdict === "passed" && tasks().find(one => one.verdict === "not run");
    if (waiting) view.offer(`Parts of ${waiting.id} could not be graded before.`, "Grade " + waiting.id, () => {
      choose(waiting);
      grade(waiting.id);
    });
  } catch (problem) {
    if (mine === last) view.heard({ event: "problem", what: problem.message, remedy: "" });
  } finally {
    if (mine === last) {
      gradeButton.disabled = taskButton.disabled = false;
      giveBack();
      stopButton.hidden = true;
    }
  }
}
