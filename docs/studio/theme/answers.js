// How the exercises went: the studio keeps what this browser keeps, so that it goes along with the learner's other work.

import { get, keep, put } from "./api.js";

const PAUSE_MILLIS = 1000;

let saved = "";
let timer = 0;

export async function begin() {
  document.querySelector(".kept .kept-where")?.replaceChildren(
    "It is kept in this browser and in labs/.answers.json of your checkout. ./jbang course export takes it to another machine.");
  const { record } = await get("api/answers");
  try {
    if (record) changeRecord(mine => merge(mine, recordIn(record)));
  } catch (problem) {
    say(`labs/.answers.json cannot be read: ${problem.message}`);
    return;                     // what it holds is not overwritten
  }
  saved = record;
  later();
  document.addEventListener("record", later);
  addEventListener("pagehide", () => text() !== saved && keep("api/answers", { record: text() }));
}

const none = JSON.stringify(emptyRecord());

// Nothing yet is no text: no file is made of it.
const text = () => JSON.stringify(readRecord()).replace(none, "");

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE_MILLIS);
}

async function save() {
  const record = text();
  if (record === saved) return;
  try {
    await put("api/answers", { record });
    saved = record;
  } catch {
    timer = setTimeout(save, 10 * PAUSE_MILLIS);
  }
}
