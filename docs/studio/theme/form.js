// The form of the lab's starter: guided, or open, which leaves the types at its heart to the learner. Tasks and checks
// are the same. The reader's altitude chooses, until one was chosen or something is written.

import { post } from "./api.js";
import { saveAll } from "./files.js";
import { fail, lab, tell } from "./pane.js";
import { refresh, view } from "./tasks.js";

const OPEN_FOR = ["middle", "senior"];

let changing = false;

const other = () => view().form === "open" ? "guided" : "open";

// The button that brings the other form; none if there is no other. `before` is called first.
export function button(before) {
  return view().form && !view().skipped ? [press(`Take the ${other()} starter`, async () => {
    before();
    try {
      const form = other();
      const { backup } = await change(form);
      tell(`${lab} has the ${form} starter now.` + (backup ? ` Your files are in ${backup}.` : ""));
    } catch (problem) {
      fail(problem);
    }
  })] : [];
}

async function change(form) {
  await saveAll();
  const done = await post("api/lab/form", { lab, form });
  await refresh();
  return done;
}

// Called when the lab is shown, and when the reader has chosen an altitude.
export async function byAltitude() {
  const { altitude } = root.dataset;
  const fits = () => OPEN_FOR.includes(altitude) && view().form === "guided" && !view().begun;
  if (changing || !fits()) return;
  changing = true;
  try {
    await saveAll();
    await refresh();
    if (!fits()) return;
    await change("open");
    tell(`You read as ${altitude}, so ${lab} has its open starter: of the types at its heart, there is only what other `
      + "code calls. For all of their structure: Reset…, then the guided starter.");
  } catch (problem) {
    fail(problem);
  } finally {
    changing = false;
  }
}

// The page shows the form that the learner's files have, however it was changed.
document.addEventListener("progress", () => showForm(view().form ?? "guided"));

document.addEventListener("chosen", ({ detail: name }) => {
  if (name === "altitude" && root.classList.contains("with-lab")) byAltitude();
});
