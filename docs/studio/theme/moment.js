// The moment at 100 points: what was built, the page's crux in the learner's own words, how the reference differs, and
// what comes next.

import { get, keep, put } from "./api.js";
import { diffLines } from "./diff.js";
import { course, nextLink } from "./map.js";
import { lab } from "./pane.js";
import { isDone, tasks, view } from "./tasks.js";

const SAVE_MILLIS = 600;        // after the last keystroke

// Whether every task inside the 100 points is done.
export const isWhole = () => tasks().every(one => one.stretch || isDone(one));

export async function open() {
  const known = await course();
  const points = tasks().reduce((sum, one) => sum + (one.stretch ? 0 : one.earned), 0);
  const title = `${lab}, ${view().title}: ${points} points`;
  const next = nextLink(known);
  const dialog = make("dialog", { className: "moment" },
    make("h2", { textContent: title, tabIndex: -1, autofocus: true }),
    make("h3", { textContent: "What you have built" }), ...built(),
    ...crux(known.labs.find(one => one.lab === lab).crux),
    make("h3", { textContent: "How the reference does it" }), reference(),
    make("p", { className: "moment-ways" }, ...next ? [next, " "] : [], press("Close", () => dialog.close())));
  dialog.ariaLabel = title;
  dialog.addEventListener("click", event => event.target.closest("a") && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    document.dispatchEvent(new CustomEvent("progress"));
  });
  document.body.append(dialog);
  dialog.showModal();
}

// The page's own words about it, and what the tasks have added to the server.
function built() {
  const section = document.getElementById("what-you-will-have")?.parentElement;
  const page = section?.querySelector(".listingblock, .literalblock, .transcript")?.cloneNode(true);
  page?.querySelectorAll("button, input, textarea").forEach(one => one.remove());
  return [...page ? [page] : [],
    make("ul", {}, ...tasks().filter(isDone).map(({ id, title }) => make("li", {}, make("b", { textContent: id }), " " + title)))];
}

// It is saved as it is typed, and shown below the page's from then on.
function crux(kept) {
  const own = make("textarea", { id: "own-crux", rows: 3, maxLength: 2000, value: kept });
  const state = make("p", { className: "said", role: "status" });
  const original = document.querySelector("main .crux")?.cloneNode(true);
  original?.querySelectorAll(".own-crux, .label").forEach(one => one.remove());
  let saved = kept;
  let timer = 0;
  const save = async () => {
    clearTimeout(timer);
    const text = own.value;
    if (text === saved) return;
    try {
      await put("api/lab/crux", { lab, text });
      saved = text;
      state.textContent = "saved with your progress";
    } catch (problem) {
      state.textContent = problem.message;
      timer = setTimeout(save, 10 * SAVE_MILLIS);
    }
  };
  own.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_MILLIS);
  });
  own.addEventListener("change", save);
  addEventListener("pagehide", () => own.value !== saved && keep("api/lab/crux", { lab, text: own.value }));
  return [make("h3", {}, make("label", { htmlFor: own.id, textContent: "The crux, in your own words" })), own, state,
    ...original ? [make("details", {}, make("summary", { textContent: "The page's words" }), ...original.childNodes)] : []];
}

// A fold per file, the first one open.
function reference() {
  const place = make("div", {}, make("p", { textContent: "comparing" }));
  get(`api/lab/solution?lab=${lab}`).then(({ files }) => place.replaceChildren(...files.length
    ? files.map(({ name, diff }, i) => make("details", { open: i === 0 }, make("summary", { textContent: name }), diffLines(diff)))
    : [make("p", { textContent: "Your files are the same as the reference's." })]))
    .catch(problem => place.replaceChildren(make("p", { textContent: problem.message })));
  return place;
}
