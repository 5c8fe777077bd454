// The commands of the page's transcripts: each runs in the checkout, and can be changed first. Those that are servers
// run until they are stopped, or the page is left.

import { post } from "./api.js";
import { holdFocus, keepFocus } from "./focus.js";
import { duration, show } from "./output.js";
import { stream } from "./stream.js";

// Commands that change more than the course's folder.
const RISKY = /^\s*(sudo|kill|pkill)\b/;

// A command goes on in lines that begin with `> `.
// `taken` does what a command says if there is a better place for that than a strip of its own, and says so.
export function begin(taken) {
  for (const code of document.querySelectorAll("main code[data-lang=console]")) {
    let last = null;
    for (const prompt of code.querySelectorAll(".prompt")) {
      const text = prompt.nextElementSibling.textContent;
      if (prompt.textContent.startsWith(">") && last) last.text += "\n" + text;
      else last = command(prompt, text, taken);
    }
  }
}

function command(prompt, text, taken) {
  const self = { text, strip: null };
  const button = press("▶", () => {
    if (taken(self.text)) return;
    self.strip ??= strip(self, prompt);
    if (RISKY.test(self.text)) self.strip.ask();
    else self.strip.run();
  });
  Object.assign(button, { className: "run-command", title: "Run this command", ariaLabel: "Run: " + text });
  prompt.before(button);
  if (text === "./jbang drill") prompt.closest(".listingblock").append(make("p", {}, make("a", { href: "drill", target: "_blank", textContent: "The same as a page" })));
  return self;
}

// What appears below the transcript when one of its commands is run for the first time.
function strip(self, prompt) {
  const field = make("textarea", { value: self.text, rows: self.text.split("\n").length, spellcheck: false, ariaLabel: "Command" });
  const said = make("span", { className: "said", role: "status" });
  const again = press("Run", () => run());
  const stop = press("Stop", () => {
    stopped = true;
    sendStop();
  });
  const output = make("section", { className: "recording live-output", ariaLabel: "Output of " + self.text });
  const input = make("input", { ariaLabel: "Input of the command", autocomplete: "off", spellcheck: false,
    placeholder: "type a line; Enter sends it" });
  const noMore = press("End of input", () => send());
  noMore.title = "Ctrl+D";
  const typing = make("div", { className: "live-bar live-input", role: "group", ariaLabel: "Input", hidden: true }, input, noMore);
  const whole = make("div", { className: "live-command" },
    make("div", { className: "live-bar", role: "group", ariaLabel: "The command " + self.text },
      make("span", { textContent: "$" }), field, again, stop, said), output, typing);
  let id = 0;               // of the command that runs, once the studio has said it
  let stopped = false;
  let running = false;

  field.addEventListener("keydown", event => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      run();
    }
  });
  stop.title = "Ctrl+C";
  prompt.closest(".listingblock").append(whole);
  keepFocus(whole);

  input.addEventListener("keydown", event => {
    const isEnd = event.ctrlKey && event.key === "d";
    if (!isEnd && event.key !== "Enter") return;
    event.preventDefault();
    if (!isEnd || input.value) send(input.value);
    else send();
  });

  // A line, or the end of the input.
  async function send(line) {
    try {
      await post("api/commands/input", { id, line });
      input.value = "";
      if (line === undefined) {
        stop.focus();
        typing.hidden = true;
      }
    } catch (problem) {
      said.textContent = problem.message;
    }
  }

  function sendStop() {
    if (id && stopped) post("api/commands/stop", { id }).catch(problem => said.textContent = problem.message);
  }

  async function run() {
    if (running) return;
    running = true;
    stopped = false;
    id = 0;
    stop.disabled = false;
    const giveBack = holdFocus([again], stop);
    again.disabled = true;
    said.textContent = "running";
    let end = "";
    let lines = [];
    show(output, lines, "No output yet");
    try {
      await stream("api/commands/run", { command: field.value }, message => {
        if (message.id) {
          id = message.id;
          typing.hidden = false;
          sendStop();
        }
        if (message.lines) {
          lines = lines.slice(0, message.at).concat(message.lines);
          show(output, [{ kind: "out", lines }]);
          output.lastElementChild.scrollTop = output.lastElementChild.scrollHeight;
        }
        if ("exit" in message) end = ended(message);
      });
    } catch (problem) {
      end = problem.message;
    } finally {
      running = false;          // before it is told, as Enter may follow at once
      again.disabled = false;
      giveBack();
      stop.disabled = true;
      typing.hidden = true;
      said.textContent = end;
      if (!lines.length) show(output, []);
    }
  }

  // The reader looks at it before it runs.
  function ask() {
    said.textContent = "press Enter to run it";
    field.focus();
  }

  return { run, ask };
}

// Codes above 128 are signals: Stop sends 15, SIGTERM.
function ended({ exit, millis }) {
  const time = duration(millis);
  if (exit === 127) return "not found: ./jbang course doctor says what to install";
  return exit === 143 ? "stopped after " + time : exit ? `exit code ${exit} after ${time}` : "done in " + time;
}
