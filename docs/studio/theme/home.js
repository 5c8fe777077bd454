// The index in the studio: where the learner is in the course, in place of how to get it; on paper, a page of marks.

import { nextLink } from "./map.js";

let place = null;

// Draws it again; `known` is what the studio knows of the course.
export function show(known) {
  const begin = document.getElementById("begin")?.parentElement;
  if (document.body.dataset.page !== "index" || !begin) return;
  if (!place) {
    place = make("section", { className: "sect1 own-course" });
    begin.hidden = true;
    const listed = document.querySelector(".contents a[href='#begin']");
    if (listed) Object.assign(listed, { href: "#your-course", textContent: "Your course" });
  }
  const own = known.labs.filter(({ skipped }) => !skipped);
  const sum = key => own.reduce((all, lab) => all + lab[key], 0);
  const started = sum("earned") > 0;
  const start = document.querySelector("main .start");
  if (start) start.hidden = started;
  if (started) document.querySelector("main h1").after(place);
  else begin.before(place);
  const link = started && nextLink(known);
  place.replaceChildren(
    make("h2", { id: "your-course", textContent: "Your course" }),
    make("p", { className: "own-sum" }, `${sum("earned")} of ${sum("points")} points, `
      + `${own.filter(({ done }) => done).length} of ${known.labs.length} labs done. `, ...link ? [link] : []),
    make("table", { className: "marks" },
      make("caption", { className: "unseen", textContent: "Your marks" }),
      make("thead", {}, make("tr", {}, ...["Lab", "Points", "Tasks passed", "The crux, in your words"].map(head))),
      make("tbody", {}, ...known.labs.map(row))),
    make("p", { className: "marks-ways" }, make("label", {}, "Name on the page ", name), " ", press("Print your marks", () => print())));
  document.querySelector(".printed-name")?.remove();
  place.prepend(make("p", { className: "printed-name", textContent:
    `Inside the Server. ${name.value || "Name: ____________________"}, ${new Date().toLocaleDateString()}` }));
}

const head = textContent => make("th", { scope: "col", textContent });

function row({ lab, title, earned, points, done, skipped, crux, tasks }) {
  const passed = tasks.filter(task => task.done).length;
  return make("tr", {}, make("th", { scope: "row" }, make("a", { href: lab + ".html", textContent: `${lab} ${title}` }), done ? " ✓" : ""),
    make("td", { textContent: skipped ? "skipped" : `${earned}/${points}` }),
    make("td", { textContent: `${passed} of ${tasks.length}` }), make("td", { textContent: crux }));
}

const name = make("input", { autocomplete: "name", value: memory.read("name") ?? "" });
name.addEventListener("input", () => {
  memory.write("name", name.value);
  document.querySelector(".printed-name").textContent = `Inside the Server. ${name.value}, ${new Date().toLocaleDateString()}`;
});
