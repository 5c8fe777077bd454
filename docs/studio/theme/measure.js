// Now on your server: a model's button runs `./jbang measure` at the places of its handles, and puts what was measured
// into the model's plot.

import { post } from "./api.js";
import { stream } from "./stream.js";

export function begin() {
  document.addEventListener("explored", ({ target }) => offer(target));
  for (const block of document.querySelectorAll(".explored.alive")) offer(block);
}

function offer(block) {
  const { model, values, put } = block.explored;
  if (!model.measure) return;
  const button = press("Now on your server", () => running ? cancel() : run());
  const said = make("p", { className: "said", role: "status" });
  const result = make("div", { className: "measured" });
  let running = false;
  let canceled = false;
  let id = 0;

  block.querySelector(".buttons").append(button);
  block.querySelector(".measure").after(said, result);

  function cancel() {
    canceled = true;
    if (id) post("api/commands/stop", { id }).catch(problem => said.textContent = problem.message);
  }

  async function run() {
    running = true;
    canceled = false;
    id = 0;
    button.textContent = "Cancel";
    said.textContent = "starting";
    result.replaceChildren();
    put([]);
    let lines = [];
    try {
      await stream("api/commands/run", { command: command(model.name, values) }, message => {
        if (message.id) {
          id = message.id;
          if (canceled) cancel();
        }
        if (message.lines) {
          lines = lines.slice(0, message.at).concat(message.lines);
          if (!canceled) said.textContent = progress(lines.at(-1));
        }
        if ("exit" in message) end(message.exit, lines);
      });
    } catch (problem) {
      said.textContent = problem.message;
    } finally {
      running = false;
      button.textContent = "Now on your server";
    }
  }

  function end(exit, lines) {
    if (canceled) {
      said.textContent = "canceled";
    } else if (exit) {
      said.textContent = lines.at(-1);
    } else {
      const points = lines.filter(line => line.startsWith("{")).map(line => JSON.parse(line));
      const { server, sentence } = points.pop();
      put(points);
      said.textContent = sentence;
      result.replaceChildren(table(model, server, points));
    }
  }
}

function command(name, values) {
  const flags = Object.entries(values).map(([handle, value]) => ` --${handle} '${value}'`);
  return `./jbang measure ${name}${flags.join("")} --json`;
}

// The last lines are the result, which is told in other words.
function progress(line) {
  return line.startsWith("[jbang]") ? "compiling the command" : line.startsWith("{") ? "done" : line;
}

function table({ handles, measure }, server, points) {
  const handle = handles.find(({ name }) => name === measure.along);
  const cell = (tag, scope, textContent) => make(tag, scope ? { scope, textContent } : { textContent });
  const head = [handle.label, ...measure.numbers.flatMap(({ name }) => [name + ", model", "measured"])];
  const whole = make("table", {}, make("caption", { textContent: "Measured: " + server }),
    make("thead", {}, make("tr", {}, ...head.map(text => cell("th", "col", text)))),
    make("tbody", {}, ...points.map(({ values, words }) => make("tr", {},
      cell("th", "row", values[measure.along] + (handle.unit ?? "")),
      ...words.flatMap(([predicted, measured]) => [cell("td", "", predicted), cell("td", "", measured)])))));
  const scrolls = make("div", { className: "table" }, whole);
  nameWhereItScrolls(scrolls, "group", "Measured");
  return scrolls;
}
