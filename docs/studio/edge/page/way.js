// The way of one request across the processes, by its trace: a bar for the time that each of them has logged.

const WHICH = { newest: "Newest", slowest: "Slowest of the last", failed: "Last lost" };
const round = millis => millis < 10 ? millis.toFixed(2) : millis.toFixed(0);

export function way(place) {
  let which = "newest";
  const buttons = Object.entries(WHICH).map(([name, text]) => {
    const button = press(text, () => choose(name));
    button.dataset.which = name;
    return button;
  });
  const head = make("p", { className: "chain-request" });
  const rows = make("ol", { className: "chain-spans" });
  place.append(make("div", { className: "chain-buttons", role: "group", ariaLabel: "Which request" }, ...buttons), head, rows);
  choose(which);

  function choose(name) {
    which = name;
    for (const button of buttons) button.ariaPressed = String(button.dataset.which === name);
  }

  function show(trace) {
    head.replaceChildren();
    rows.replaceChildren();
    if (!trace) {
      head.append(which === "failed" ? "No request was lost." : "There was no request yet.");
      return;
    }
    head.append(make("code", {}, trace.request), ` ${trace.outcome}, trace `, make("code", {}, trace.id));
    const spans = [{ process: "client", at: 0, millis: trace.millis, parts: [], outcome: "" }, ...joined(trace.spans)];
    const end = Math.max(...spans.map(({ at, millis }) => at + millis), 0.1);
    rows.append(...spans.map(span => row(span, end)));
  }

  return { show, wanted: () => which };
}

// The statements of a request are one row: they come one after another.
function joined(spans) {
  const statements = spans.filter(({ process }) => process === "database");
  const others = spans.filter(({ process }) => process !== "database");
  if (!statements.length) return others;
  return [...others, {
    process: "database", at: statements[0].at, outcome: "",
    millis: statements.reduce((all, { millis }) => all + millis, 0),
    parts: statements.flatMap(({ parts }) => parts),
  }];
}

function row({ process, at, millis, parts, outcome }, end) {
  const bar = make("span", { className: "chain-bar" });
  bar.style.marginInlineStart = `${Math.min(99, 100 * at / end)}%`;
  bar.style.inlineSize = `${Math.max(0.5, Math.min(100 - 100 * at / end, 100 * millis / end))}%`;
  const words = parts.filter(part => part.millis >= 0.005).map(part => `${part.name} ${round(part.millis)}`).join(", ");
  return make("li", {}, make("strong", {}, process), ` from ${round(at)} ms on, for ${round(millis)} ms`,
    make("span", { className: "chain-track", ariaHidden: "true" }, bar),
    make("span", { className: "chain-words" }, [words, outcome].filter(Boolean).join("; ")));
}
