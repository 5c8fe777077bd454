// --- the dialog about what is kept: a look at it, a file of it, and an end to it ---

const fileName = `${course}-progress.json`;
const sum = make("p", { className: "sum" });
const told = make("p", { className: "told", role: "status" });
const picker = make("input", { type: "file", accept: ".json,application/json", hidden: true, ariaLabel: "A file of saved progress" });
const keep = press("Keep it", () => ask(false));
const forgetButton = press("Forget…", () => ask(true));
const sure = make("div", { className: "sure", hidden: true },
  make("p", { textContent: "To forget takes away which pages are done, how you did in exercises, and what you wrote in them." }),
  make("p", { className: "ways" }, press("Save as a file first", save), press("Forget it now", forget), keep));

const kept = make("dialog", { className: "kept" },
  make("h2", { id: "kept-title", textContent: "Your progress" }),
  sum,
  make("p", { className: "kept-where", textContent: "It is kept in this browser and sent nowhere. A file takes it to another one; what is there already stays." }),
  make("p", { className: "ways" }, press("Save as a file", save), press("Load a file…", () => picker.click()), forgetButton),
  picker, sure, told,
  make("p", {}, press("Close", () => kept.close())));
kept.setAttribute("aria-labelledby", "kept-title");
document.body.append(kept);

function counted(number, thing) {
  return `${number} ${thing}${number === 1 ? "" : "s"}`;
}

function summary(record) {
  const results = Object.values(record.results).flatMap(Object.values);
  const right = results.filter(result => result === "right").length;
  return `${counted(Object.keys(record.done).length, "page")} done, ${right} of ${counted(results.length, "exercise")} right`;
}

function openKept() {
  told.textContent = "";
  ask(false);
  showSum();
  kept.showModal();
}

function showSum() {
  const { done, all } = donePages(readRecord());
  sum.textContent = `${done} of ${counted(all, "page")} done.`;
}

function ask(is) {
  const from = !sure.hidden;
  sure.hidden = !is;
  if (is) keep.focus();
  else if (from) forgetButton.focus();
}

function save() {
  const file = new Blob([JSON.stringify(readRecord(), null, 2)], { type: "application/json" });
  const link = make("a", { href: URL.createObjectURL(file), download: fileName });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  told.textContent = `Given to your browser as ${fileName}: look among your downloads.`;
}

function forget() {
  changeRecord(record => { Object.assign(record, emptyRecord()); });
  ask(false);
  told.textContent = "Forgotten.";
}

async function load(file) {
  try {
    if (file.size > 1_000_000) throw new Error("it is larger than 1 MB. Choose a file that “Save as a file” made.");
    const more = recordIn(await file.text());
    changeRecord(record => merge(record, more));
    told.textContent = `Loaded ${file.name}: ${summary(more)}.`;
  } catch (error) {
    told.textContent = `${file.name} cannot be loaded: ${error.message}`;
  }
}

picker.addEventListener("change", async () => {
  if (picker.files.length) await load(picker.files[0]);
  picker.value = "";      // the same file can be chosen again
});
document.addEventListener("record", showSum);
