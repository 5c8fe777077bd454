// The server that the lab's files make: it is started and stopped here, and its log is shown as it comes.

import { post } from "./api.js";
import { saveAll } from "./files.js";
import { fail, group, lab, panel } from "./pane.js";
import { linked } from "./places.js";

const MOST_LINES = 2000;
const SIGTERM = 143;            // the exit code after Stop

const state = make("span", { className: "server-state", role: "status" });
export const old = make("p", { className: "server-old", role: "status", textContent: "The server runs the code from before your last change." });
const runButton = press("Run", () => run().catch(fail));
const stopButton = press("Stop", () => post("api/lab/stop").catch(fail));
const wire = make("a", { href: "wire?lab=" + lab, target: "_blank", textContent: "Wire", title: "Every byte between a client and your server" });
const queues = lab < "lab02" ? [] : [make("a", { href: "queues?lab=" + lab, target: "_blank", textContent: "Queues", title: "Who waits where in your server" })];
const xray = lab < "lab05" ? [] : [make("a", { href: "xray?lab=" + lab, target: "_blank", textContent: "X-ray", title: "Where the time of each request goes" })];
const drill = lab < "lab12" ? [] : [make("a", { href: "drill?lab=" + lab, target: "_blank", textContent: "Drill", title: "A server with a hidden fault: find its stop, and its cause" })];
let logPanel = null;
let logged = 0;                 // lines of the server's log
let flags = ["--port", "8080"];

export function begin() {
  stopButton.disabled = true;
  old.hidden = true;
  logPanel = panel("Server");
  return group("Server", runButton, stopButton, wire, ...queues, ...xray, ...drill, state);
}

// Starts the server, or starts it again, with the flags of a command of the page if there is one. From lab 12 on its
// signals are drawn, and they are on its admin port.
export async function run(given = flags) {
  flags = lab < "lab12" || given.some(flag => flag.startsWith("--admin-port")) ? given : [...given, "--admin-port", "0"];
  await saveAll();
  logPanel.fold.open = true;
  await post("api/lab/run", { lab, flags });
}

// Whether it was started from other files than those on the disk.
export function showOutdated(outdated) {
  old.hidden = !outdated;
}

const WORDS = { running: "", starting: "starting", stopped: "stopped" };

// There is one server at a time; it may be another lab's.
export function show({ state: word, lab: whose, url, exit }) {
  stopButton.disabled = word === "stopped";
  runButton.textContent = word === "stopped" ? "Run" : "Restart";
  const others = whose && whose !== lab;
  state.replaceChildren(others && word !== "stopped" ? whose + " " : "", !whose || others && word === "stopped" ? unseen("not running")
    : exit && exit !== SIGTERM ? "exit code " + exit : WORDS[word]);
  if (!url) return;
  const [, host, port] = url.match(/^(.*)(:\d+)$/);
  state.append(make("span", { className: "unseen", textContent: "listening on " }), make("a",
    { href: url, target: "_blank", rel: "noreferrer" }, make("span", { className: "unseen", textContent: host }), port));
}

export function lost() {
  state.replaceChildren(unseen("the studio does not answer"));
}

// `at` counts from the start of a server: a new one begins at 0, and so does what is told again after a lost connection.
export function log({ log: lines, at }) {
  const { body, fold } = logPanel;
  if (at < logged) body.replaceChildren();
  logged = at + lines.length;
  const atEnd = body.scrollHeight - body.scrollTop - body.clientHeight < 8;
  body.append(...lines.map(line => make("div", {}, ...linked(line))));
  while (body.children.length > MOST_LINES) body.firstChild.remove();
  if (fold.open && atEnd) body.scrollTop = body.scrollHeight;
}
