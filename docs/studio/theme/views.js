// What the views of the learner's server share: whose server it is, how it is, and the way from view to view.

import { post } from "./api.js";
import { follow, watchConnection } from "./stream.js";

const wanted = new URLSearchParams(location.search);
const VIEWS = { wire: ["The wire", "lab01"], queues: ["The queues", "lab02"], xray: ["The X-ray", "lab05"], drill: ["A drill", "lab12"] };
const SIGKILL = 137;
const SIGTERM = 143;

// The lab that the address names, or another one.
export const labOr = other => /^lab\d\d$/.test(wanted.get("lab") ?? "") ? wanted.get("lab") : other;
// The port of a server that the studio has not started; 0: there is none.
export const ownPort = Number(wanted.get("port")) || 0;

// Links to the lab's page and to its other views.
export function linkViews(place, here, lab) {
  if (!lab) return;
  place.append(" · ", make("a", { href: lab + ".html", textContent: lab.replace("lab", "Lab ") }));
  for (const [name, [title, first]] of Object.entries(VIEWS)) {
    if (name !== here && lab >= first) place.append(" · ", make("a", { href: `${name}?lab=${lab}`, textContent: title }));
  }
}

// A server that the studio has started, and how it ended: why is in the last line that it has printed.
const serverWords = ({ state, lab, port, exit }, last) => !lab ? "No server was started."
  : state === "running" ? `${lab} listens on port ${port}.` : state === "starting" ? `${lab} is starting.`
    : exit === SIGKILL ? `${lab} was killed (SIGKILL).` : exit === 0 || exit === SIGTERM ? `${lab} has stopped.`
      : `${lab} has stopped${exit === null ? "" : `: exit code ${exit}`}.${last && ` Its last line: ${last}`}`;

// `hear` gets the state of the studio's server, and the same in words.
export function followServer(lab, hear) {
  let last = "";
  follow("lab", lab, ({ server, log }) => {
    last = log?.findLast(line => line.trim()) ?? last;
    if (server) hear(server, serverWords(server, last));
  });
}

// Run and Stop for the lab's server. `hear` them what is heard of the lab.
export function serverButtons(lab, flags, fail) {
  const run = press("Run", () => post("api/lab/run", { lab, flags: flags() }).catch(fail));
  const stop = press("Stop", () => post("api/lab/stop").catch(fail));
  stop.disabled = true;
  return { run, stop, hear: ({ state }) => {
    run.textContent = state === "stopped" ? "Run" : "Restart";
    stop.disabled = state === "stopped";
  } };
}

// Paths that servers have without any flags, from this lab on.
const TARGETS = { lab01: ["/", "/hello"], lab04: ["/users/7", "/", "/users/me"], lab05: ["/public", "/boom"], lab06: ["/orders/1"],
  lab07: ["/slow/100", "/", "/json", "/bytes/100000"] };

export const targetsOf = lab => TARGETS[Object.keys(TARGETS).findLast(first => lab >= first)] ?? ["/"];

// A field for the path of a GET.
export function targetField(lab) {
  const targets = targetsOf(lab);
  const list = make("datalist", { id: "targets" }, ...targets.map(target => new Option(target)));
  const field = make("input", { value: targets[0], size: 24, spellcheck: false, autocomplete: "off" });
  field.setAttribute("list", list.id);
  document.body.append(list);
  return field;
}

// Says in an element whether the studio still answers.
export function showLost(place) {
  watchConnection(state => {
    place.textContent = state === "open" ? "" : state === "refused"
      ? "The studio has another key now. Open the link that ./jbang course shows."
      : "The studio does not answer. Is ./jbang course still running? What you see was recorded before.";
  });
}

// The arrow keys lead from button to button of a list.
export function byArrows(list) {
  list.addEventListener("keydown", event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...list.querySelectorAll("button")];
    const next = step && all[all.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.click();
  });
}
