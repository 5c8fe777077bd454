// A grading as it goes on: tasks and their checks, each with what it expected, and a transcript to unfold.

import { block } from "./block.js";
import { lab, prose } from "./pane.js";
import { linked } from "./places.js";

const SIGNS = { passed: "✓", failed: "✗", "not started": "○", "not run": "·", skipped: "↷", "skipped by the learner": "↷",
  "code gone": "↺" };

// Shows gradings in `body`; `goTo` opens a place of a task, such as `Listener.java:42`; `task` knows a task of the lab by its
// id, `compare` shows the reference's, and `replay` makes a check again.
export function verdicts(body, { goTo, task, compare, replay }) {
  const said = make("p", { className: "said", role: "status" });
  const list = make("ul", { className: "verdict-tasks" });
  const rows = new Map();
  let stopping = false;
  let ticking = 0;
  let again = null;             // the seed and the command of the grading that is shown
  body.replaceChildren(said, list);

  function show(tasks) {
    rows.clear();
    for (const one of tasks) rows.set(one.id, { ...one, passed: 0, failed: 0, row: taskRow(one) });
    list.replaceChildren(...[...rows.values()].map(({ row }) => row));
    const firstFailure = list.querySelector("details.check");
    if (firstFailure) firstFailure.open = true;
    firstFailure?.scrollIntoView({ block: "nearest" });
  }

  function judged({ task: id, verdict }) {
    const one = rows.get(id);
    if (!one) return;
    if (verdict === "passed") one.passed++;
    if (verdict === "failed") one.failed++;
    sign(one.row, one.failed ? "failed" : one.passed ? "passed" : verdict);
    one.row.querySelector(".count").textContent = `${one.passed} passed${one.failed ? `, ${one.failed} failed` : ""}`;
  }

  // A grading that takes long shows that it goes on.
  function tick() {
    const begun = Date.now();
    ticking = setInterval(() => {
      if (said.isConnected) said.dataset.seconds = Math.round((Date.now() - begun) / 1000);
      else end();
    }, 1000);
  }

  function end() {
    clearInterval(ticking);
    delete said.dataset.seconds;
  }

  function result({ earned, checkable, total, millis, problem, tasks, seed, call }) {
    if (problem) return wrong(problem);
    again = { seed, call };
    said.textContent = `${earned} of ${checkable ?? total} points, in ${(millis / 1000).toFixed(1)} s`;
    show(tasks);
  }

  function sign(row, verdict) {
    row.className = verdict?.replaceAll(" ", "-") ?? "";
    row.querySelector(".sign").textContent = SIGNS[verdict] ?? "·";
    row.querySelector(".unseen").textContent = verdict ?? "";
  }

  function taskRow({ id, title, verdict, earned, points, place, checks = [] }) {
    const row = make("li", {}, make("span", { className: "sign", ariaHidden: "true" }), " ",
      make("b", { textContent: id }), ` ${earned}/${points} `, make("span", { className: "unseen" }), " ",
      make("span", { className: "count", textContent: title }));
    sign(row, verdict);
    if (place && verdict !== "passed") row.append(" ", press(place.replace(/.*\//, ""), () => goTo(place, id)));
    const failed = checks.filter(check => check.verdict === "failed");
    row.append(...failed.map(failure));
    if (verdict === "not started") row.append(make("p", { className: "reason", textContent: "not written yet" }));
    if (verdict === "code gone") row.append(make("p", { className: "reason", textContent: "its code is gone; the points come back with it" }));
    const other = checks.find(check => !["passed", "failed", "not started"].includes(check.verdict) && check.reason);
    if (other && !failed.length) row.append(make("p", { className: "reason" }, ...linked(other.verdict + ": " + other.reason)));
    return row;
  }

  // Why what has passed works. The studio tells it once the task is passed, and not before.
  function explain() {
    for (const { id, verdict, row } of rows.values()) {
      const why = verdict === "passed" && task(id)?.why;
      if (!why) continue;
      row.append(make("details", { className: "why" }, make("summary", { textContent: "Why it works" }),
        make("p", {}, ...prose(why)), press("Compare with the reference", () => compare(task(id)))));
    }
  }

  // What is to be done next, with a button for it.
  function offer(words, name, action) {
    said.after(make("p", { className: "verdict-next" }, words + " ", press(name, action)));
  }

  function failure(check) {
    const rule = check.rule?.match(/docs\/pages\/([\w-]+)\.adoc(?:, "([^"]+)")?/);
    const fold = make("details", { className: "check" },
      make("summary", {}, "✗ " + check.says),
      make("p", { className: "reason" }, ...linked(check.reason ?? "")));
    if (check.failure) {
      fold.append(make("p", {}, ...prose(check.failure.explanation)));
      if (check.failure.steps.length) fold.append(transcript(check.failure, check.says));
      if (check.failure.serverSaid.length) {
        fold.append(make("p", { textContent: "The server said:" }),
          block("What the server said", {}, make("samp", {}, ...linked(check.failure.serverSaid.join("\n")))));
      }
    }
    if (rule) {
      fold.append(make("a", { href: `${rule[1]}.html${rule[2] ? "#" + rule[2] : ""}`, textContent: "The rule" }), " ");
    }
    if (again) fold.append(...replaying(check, again));
    return fold;
  }

  // The view of the wire reads it there, and sends it to the learner's server again.
  function openWire(says, steps) {
    memory.write("wire-check", JSON.stringify({ says, steps }));
    open(`wire?lab=${lab}#check`);
  }

  // The check alone, with the same random values, against the server that the files make now.
  function replaying({ id }, { seed, call }) {
    const words = make("p", { className: "reason", role: "status" });
    const wire = make("div", {});
    const hear = ({ event, result, what, words: says }) => {
      if (event === "said") words.textContent = says;
      if (event === "problem") words.textContent = what;
      if (event === "stopped") words.textContent = "Stopped: another grading has begun.";
      if (event === "result") replayed(result);
    };
    const replayed = ({ problem, tasks }) => {
      const now = tasks.flatMap(one => one.checks).find(one => one.id === id);
      words.textContent = problem ? problem.what : now?.verdict === "passed"
        ? "It passes now. Grade the task for its points." : `Replayed: ${now?.verdict}, ${now?.reason}`;
      const fresh = now?.failure?.steps.length ? transcript(now.failure, now.says) : null;
      if (fresh) fresh.open = true;
      wire.replaceChildren(...fresh ? [fresh] : []);
    };
    const button = press("Replay this check", async () => {
      button.disabled = true;
      words.textContent = "replaying";
      await replay(id, seed, hear).catch(problem => words.textContent = problem.message);
      button.disabled = false;
    });
    return [button, words, wire, make("p", { className: "reason" }, "In a terminal: ",
      make("code", { textContent: `./jbang grade ${call} --only ${id} --seed ${seed}` }))];
  }

  function transcript({ steps, repeated }, says) {
    const pre = block("What happened on the wire", { className: "steps" });
    for (const { who, lane, sign, lines, mark } of steps) {
      const label = `${lane ? "          │ " : ""}${who ? who + ": " : ""}${sign || " "} `;
      const indent = label.replace(/[^│]/g, " ");
      lines.forEach((line, i) => {
        pre.append(i === 0 ? label : indent, make("samp", {}, ...linked(line)), "\n");
        if (mark && mark.line === i) {
          pre.append(make("span", { className: "expected", textContent:
            `${indent}${" ".repeat(mark.column)}${"^".repeat(Math.max(1, mark.length))} expected ${mark.expected}\n` }));
        }
      });
    }
    return make("details", { className: "transcript-fold" },
      make("summary", { textContent: "What happened on the wire" + (repeated ? ` (${repeated})` : "") }), pre,
      press("Send it again on the wire", () => openWire(says, steps)));
  }

  function wrong({ what, remedy }) {
    said.replaceChildren(...linked(what + (remedy ? "; " + remedy : "")));
    list.replaceChildren();
  }

  return {
    explain,
    offer,

    // What is known of earlier gradings.
    known(tasks) {
      said.textContent = tasks.some(one => one.verdict) ? "" : "Nothing was graded yet.";
      show(tasks.filter(one => one.verdict));
      explain();
    },

    begin(tasks) {
      said.textContent = "grading";
      tick();
      show(tasks.map(one => ({ ...one, verdict: null, place: null })));
    },

    // The learner wants no more of it.
    stopped() {
      stopping = true;
    },

    heard(event) {
      if (["result", "problem", "stopped"].includes(event.event)) end();
      if (event.event === "said") said.replaceChildren(...linked(event.words));
      if (event.event === "judged") judged(event);
      if (event.event === "result") result(event.result);
      if (event.event === "problem") wrong(event);
      if (event.event === "stopped") {
        said.textContent = stopping ? "Stopped: nothing has changed." : "Stopped: another grading has begun.";
      }
    },
  };
}
