// The page of ./jbang arena: replays what has happened in an act.

const replays = JSON.parse(document.getElementById("replays").textContent);
const part = name => document.querySelector(".arena-" + name);
const choice = document.getElementById("act");
const [play, time, now, lanes, failed, text, score] = ["play", "time", "now", "lanes", "failed", "text", "score"].map(part);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const seconds = millis => (millis / 1000).toFixed(1);
let replay;
let timer = 0;

choice.append(...replays.map(({ title, isRight }, index) =>
  make("option", { value: index, textContent: title + (isRight ? "" : " (failed)") })));
choice.addEventListener("change", () => show(choice.value));
time.addEventListener("input", () => { stop(); seek(time.valueAsNumber); });
play.addEventListener("click", () => timer ? stop() : start());
failed.tabIndex = 0;
failed.ariaLabel = "Failed requests";

function show(index) {
  stop();
  replay = replays[index];
  time.max = Math.ceil(replay.millis / 100) * 100;
  const bad = replay.marks.filter(({ why }) => why).length;
  score.textContent = `${replay.marks.length} requests, ${replay.failed.length} failed`
    + (bad > replay.failed.length ? `, and ${bad - replay.failed.length} more that kill -9 has ended` : "")
    + `. ${replay.orders}.` + replay.notes.map(note => ` ${note}.`).join("");
  score.dataset.right = replay.isRight;
  lanes.replaceChildren(...replay.lanes.map(lane));
  text.replaceChildren(...replay.lanes.map(inWords));
  time.value = time.max;
  seek(time.valueAsNumber);
}

function lane({ name, phases }, index) {
  const track = make("div", { className: "arena-track", role: "img", ariaLabel: `Instance ${name}: its phases are in words below` });
  for (const { phase, from, to } of phases) {
    const stretch = make("span", { className: "arena-phase", textContent: phase, title: phase });
    stretch.dataset.phase = phase;
    stretch.style.insetInlineStart = percent(from);
    stretch.style.inlineSize = percent(to - from);
    track.append(stretch);
  }
  const own = replay.marks.filter(mark => mark.lane === index);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${replay.millis} 1`);
  svg.setAttribute("preserveAspectRatio", "none");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", own.filter(({ why }) => !why).map(({ at, millis }) => `M${at + millis} 0v1`).join(""));
  svg.append(path);
  track.append(svg);
  for (const { at, millis } of own.filter(({ why }) => why)) {
    const cross = make("span", { className: "arena-cross", textContent: "×" });
    cross.style.insetInlineStart = percent(at + millis);
    track.append(cross);
  }
  track.append(make("span", { className: "arena-future" }));
  return make("div", { className: "arena-lane" }, make("strong", {}, name), track);
}

const percent = millis => `${Math.max(0, Math.min(100, 100 * millis / replay.millis))}%`;

function inWords({ name, phases }) {
  return make("div", {}, make("h3", {}, `Instance ${name}`), make("ul", {}, ...phases.map(({ phase, from, to }) =>
    make("li", {}, `${phase} from ${seconds(from)} s to ${seconds(to)} s`))));
}

function seek(at) {
  time.ariaValueText = `${seconds(at)} seconds`;
  const over = replay.marks.filter(mark => mark.at + mark.millis <= at);
  const bad = over.filter(({ why }) => why);
  now.textContent = `${seconds(at)} s: ${over.length} responses, ${bad.length} failed`;
  for (const future of document.querySelectorAll(".arena-future")) future.style.insetInlineStart = percent(at);
  if (failed.childElementCount !== bad.length || !bad.length) {
    failed.replaceChildren(...bad.map(({ outcome, why }) => make("li", {}, `${outcome}: ${why}.`)));
    if (!bad.length) failed.append(make("li", {}, "None."));
  }
}

function start() {
  if (time.valueAsNumber >= replay.millis) time.value = 0;
  play.textContent = "Pause";
  const step = calm.matches ? 1000 : 100;
  timer = setInterval(() => {
    time.value = time.valueAsNumber + step;
    seek(time.valueAsNumber);
    if (time.valueAsNumber >= replay.millis) stop();
  }, step);
}

function stop() {
  clearInterval(timer);
  timer = 0;
  play.textContent = "Play";
}

show(replays.findIndex(({ isRight }) => !isRight) < 0 ? 0 : choice.selectedIndex = replays.findIndex(({ isRight }) => !isRight));
