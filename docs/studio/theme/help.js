// What helps a learner who is stuck, as in the terminal: hints, the solution once it is earned, and the beginning.

import { get, post } from "./api.js";
import { block } from "./block.js";
import { diffLines } from "./diff.js";
import { saveAll } from "./files.js";
import * as form from "./form.js";
import { fail, lab, pane, panel, prose, tell } from "./pane.js";
import { goOn, isDone, refresh, task, view } from "./tasks.js";

let hintPanel = null;
let solutionPanel = null;

// The buttons.
export function begin() {
  hintPanel = panel("Hints");
  solutionPanel = panel("Solution", () => showSolution(task()));
  return [press("Hint", hint), press("Reset…", reset)];
}

// --- hints ---

function hintOf({ id }, { number, of, parts }) {
  return make("section", {}, make("h3", { textContent: `${id}: hint ${number} of ${of}` }), ...parts.map(part =>
    part.code ? block("Code of the hint", {}, make("code", { textContent: part.text })) : make("p", {}, ...prose(part.text))));
}

// Those of a task that were shown before, here or in the terminal.
export async function showHints(chosen) {
  const { shown } = chosen.hints ? await get(`api/lab/hints?lab=${lab}&task=${chosen.id}`) : { shown: [] };
  if (chosen.id !== task().id) return;
  hintPanel.body.replaceChildren(...shown.map(one => hintOf(chosen, one)));
  if (!shown.length) hintPanel.body.append(make("p", { textContent: `No hint of ${chosen.id} was shown yet.` }));
}

// What is passed needs none: then it is one of the next task.
async function hint() {
  hintPanel.fold.open = true;
  try {
    await refresh();
    goOn();
    const chosen = task();
    await post("api/lab/hint", { lab, task: chosen.id });
    await showHints({ ...chosen, hints: 1 });
    hintPanel.body.lastChild.scrollIntoView({ block: "nearest" });
  } catch (problem) {
    fail(problem);
  }
}

// --- reset ---

const start = () => view().form === "open" ? " of its open starter" : "";

function reset() {
  const { id } = task();
  const dialog = make("dialog", { ariaLabel: "Reset" },
    make("p", { textContent: `Put the task ${id}, or the whole lab, back to the start${start()}? Your files are backed up first.` }),
    press("Reset " + id, () => done(id)), " ", press("Reset the lab", () => done(undefined)), " ",
    ...form.button(() => dialog.close()), " ", press("Cancel", () => dialog.close()));
  const done = async what => {
    dialog.close();
    try {
      await saveAll();
      const { backup } = await post("api/lab/reset", { lab, task: what });
      const name = what ?? "The lab";
      tell(backup ? `${name} is as it was in the beginning. Your files are in ${backup}.`
        : `${name} was as in the beginning already.`);
    } catch (problem) {
      fail(problem);
    }
  };
  dialog.addEventListener("close", () => dialog.remove());
  pane.append(dialog);
  dialog.showModal();
}

// --- solution ---

const diffOf = ({ name, diff }) => [make("h3", { textContent: name }), diffLines(diff)];

// How the reference's of a task differs, once the task is done.
export async function showSolution(chosen) {
  const { id, verdict } = chosen;
  solutionPanel.fold.open = true;
  if (!isDone(chosen)) {
    return solutionPanel.body.replaceChildren(make("p", { textContent:
      `${id} is not passed yet (${verdict ?? "not graded"}): take a hint, or grade it again.` }));
  }
  try {
    const { files, unmarked } = await get(`api/lab/solution?lab=${lab}&task=${id}`);
    const bodies = Object.entries(unmarked).map(([name, diff]) => ({ name, diff }));
    const all = [...files, ...bodies];
    solutionPanel.body.replaceChildren(...all.length ? all.flatMap(diffOf)
      : [make("p", { textContent: "Your " + id + " is the same as the reference's." })]);
  } catch (problem) {
    solutionPanel.body.replaceChildren(make("p", { textContent: problem.message }));
  }
}
