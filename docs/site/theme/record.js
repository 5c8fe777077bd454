// --- the record: what a reader has done in this course, under one key. Where storage is forbidden it lasts as long as the page ---

const course = "inside-the-server";
const version = 1;
const recordKey = `${course}.progress.${version}`;
let unsaved = null;

function emptyRecord() {
  return { course, version, done: {}, results: {}, words: {}, left: null };
}

const resultNames = ["right", "half", "wrong", "tried"];

// Only what has the right form: storage and files may hold anything.
// Records used to hold in `answered` which exercises were answered, not how: these are tried.
function cleaned(found) {
  const isName = text => typeof text === "string" && /^[\w-]{1,100}$/.test(text);
  const isText = text => typeof text === "string" && text.length <= 20_000;
  const only = (part, fits) => Object.fromEntries(Object.entries(Object(part)).filter(([name, value]) => isName(name) && fits(value)));
  const results = {};
  for (const [page, names] of Object.entries(only(found.answered, Array.isArray))) {
    results[page] = Object.fromEntries(names.filter(isName).map(name => [name, "tried"]));
  }
  for (const [page, known] of Object.entries(only(found.results, Object))) {
    results[page] = { ...results[page], ...only(known, result => resultNames.includes(result)) };
  }
  const left = Object(found.left);
  return {
    ...emptyRecord(),
    done: only(found.done, isText),
    results,
    words: only(found.words, isText),
    left: isName(left.page) && isName(left.anchor) && isText(left.heading) ? { page: left.page, anchor: left.anchor, heading: left.heading } : null,
  };
}

function readRecord() {
  if (unsaved) return unsaved;
  try {
    return cleaned(Object(JSON.parse(localStorage.getItem(recordKey))));
  } catch {
    return emptyRecord();
  }
}

// Reads before it writes: another tab may have written since.
function changeRecord(change) {
  const record = readRecord();
  change(record);
  try {
    localStorage.setItem(recordKey, JSON.stringify(record));
  } catch {
    unsaved = record;
  }
  document.dispatchEvent(new Event("record"));
}

addEventListener("storage", event => {
  if (event.key === recordKey || event.key === null) document.dispatchEvent(new Event("record"));
});

// What a file adds: nothing that is here is taken away.
function merge(record, more) {
  Object.assign(record, { done: { ...more.done, ...record.done }, words: { ...more.words, ...record.words }, left: record.left ?? more.left });
  for (const [page, known] of Object.entries(more.results)) record.results[page] = { ...known, ...record.results[page] };
}

// The record in the text of a file, or an error that says what is wrong with it.
function recordIn(text) {
  let found;
  try {
    found = Object(JSON.parse(text));
  } catch {
    throw new Error("it is no JSON. Choose a file that “Save as a file” made.");
  }
  if (found.course !== course) throw new Error("it is not about this course. Choose a file that “Save as a file” made.");
  if (found.version !== version) {
    throw new Error(`it is of version ${found.version}, and these pages read version ${version}. Load it where it was saved.`);
  }
  return cleaned(found);
}
