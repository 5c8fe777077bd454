// A grading as it goes on: tasks and their checks, each with what it expected, and a transcript to unfold.

const SIGNS = { passed: "✓", failed: "✗", "not started": "○", "not run": "·", skipped: "↷", "skipped by the learner": "↷" };

// Shows a grading in `body`; `goTo` opens a place such as `Listener.java:42`, `tasks` are those of the lab.
export function verdicts(body, { goTo, tasks }) {
  const said = make("p", { className: "said", role: "status", textContent: "grading" });
  const list = make("ul", { className: "verdict-tasks" });
  const rows = new Map();
  body.replaceChildren(said, list);
  for (const task of tasks) {
    const row = make("li", {}, make("span", { className: "sign", textContent: "·" }), " ",
      make("b", { textContent: task.id }), " ", make("span", { className: "count" }));
    rows.set(task.id, { row, passed: 0, failed: 0 });
    list.append(row);
  }

  function judged({ task, verdict }) {
    const one = rows.get(task);
    if (!one) return;
    if (verdict === "passed") one.passed++;
    if (verdict === "failed") one.failed++;
    one.row.querySelector(".sign").textContent = one.failed ? "✗" : one.passed ? "✓" : SIGNS[verdict] ?? "·";
    one.row.querySelector(".count").textContent = `${one.passed} passed${one.failed ? `, ${one.failed} failed` : ""}`;
  }

  function result({ earned, checkable, total, millis, problem, tasks: graded }) {
    if (problem) return wrong(problem);
    said.textContent = `${earned} of ${checkable ?? total} points, in ${(millis / 1000).toFixed(1)} s`;
    list.replaceChildren(...graded.map(task => taskRow(task)));
    list.querySelector("details[open]")?.scrollIntoView({ block: "nearest" });
  }

  let first = true;

  function taskRow(task) {
    const failed = task.checks.filter(check => check.verdict === "failed");
    const row = make("li", { className: task.verdict.replaceAll(" ", "-") },
      make("span", { className: "sign", textContent: SIGNS[task.verdict] ?? "!" }), " ",
      make("b", { textContent: task.id }), ` ${task.earned}/${task.points} `,
      make("span", { className: "count", textContent: task.title }));
    if (task.place && task.verdict !== "passed") row.append(" ", press(task.place.replace(/.*\//, ""), () => goTo(task.place)));
    for (const check of failed) {
      row.append(failure(check, first));
      first = false;
    }
    for (const check of task.checks.filter(one => !["passed", "failed"].includes(one.verdict) && one.reason).slice(0, 1)) {
      if (!failed.length && check.verdict !== "not started") row.append(make("p", { className: "reason", textContent: check.verdict + ": " + check.reason }));
    }
    return row;
  }

  function failure(check, shown) {
    const rule = check.rule?.match(/docs\/pages\/([\w-]+)\.adoc(?:, "([^"]+)")?/);
    const fold = make("details", { open: shown, className: "check" },
      make("summary", {}, "✗ " + check.says),
      make("p", { className: "reason", textContent: check.reason }));
    if (check.failure) {
      fold.append(make("p", { textContent: check.failure.explanation }));
      if (check.failure.steps.length) fold.append(transcript(check.failure));
      if (check.failure.serverSaid.length) {
        fold.append(make("pre", {}, make("samp", { textContent: check.failure.serverSaid.join("\n") })));
      }
    }
    if (rule) {
      fold.append(make("a", { href: `${rule[1]}.html${rule[2] ? "#" + rule[2] : ""}`, textContent: "the rule" }));
    }
    return fold;
  }

  function transcript({ steps, repeated }) {
    const pre = make("pre", { className: "steps" });
    for (const { who, sign, lines, mark } of steps) {
      lines.forEach((line, i) => {
        pre.append(`${i === 0 ? sign : " "} ${who && i === 0 ? who + ": " : ""}`, make("samp", { textContent: line }), "\n");
        if (mark && mark.line === i) {
          const indent = " ".repeat(2 + mark.column);
          pre.append(make("span", { className: "expected", textContent:
            `${indent}${"^".repeat(Math.max(1, mark.length))} expected ${mark.expected}\n` }));
        }
      });
    }
    return make("details", { className: "transcript-fold" },
      make("summary", { textContent: "What happened on the wire" + (repeated ? ` (${repeated})` : "") }), pre);
  }

  function wrong({ what, remedy }) {
    said.textContent = what + (remedy ? "; " + remedy : "");
    list.replaceChildren();
  }

  return {
    heard(event) {
      if (event.event === "said") said.textContent = event.words;
      if (event.event === "judged") judged(event);
      if (event.event === "result") result(event.result);
      if (event.event === "problem") wrong(event);
      if (event.event === "stopped") said.textContent = "stopped: another grading has begun";
    },
  };
}
