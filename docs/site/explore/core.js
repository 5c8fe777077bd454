// What all explorables share: a simulator of discrete events, and a stage that shows a model and hands out its handles.
// The site makes one classic script of this file, and one of each model; see Theme.java.

/** Random numbers that come again in the same order for the same seed (mulberry32). */
class Chance {
  constructor(seed) {
    this.state = seed;
  }

  next() {
    this.state = this.state + 0x6D2B79F5 | 0;
    let bits = Math.imul(this.state ^ this.state >>> 15, this.state | 1);
    bits = bits + Math.imul(bits ^ bits >>> 7, bits | 61) ^ bits;
    return ((bits ^ bits >>> 14) >>> 0) / 4294967296;
  }

  exponential(mean) {
    return -Math.log(1 - this.next()) * mean;
  }

  below(count) {
    return Math.floor(this.next() * count);
  }
}

/** A clock, and what happens when. Events of the same time happen in the order in which they were planned. */
class Sim {
  now = 0;
  heap = [];
  planned = 0;

  after(delay, act) {
    const event = { time: this.now + delay, number: this.planned++, act };
    let i = this.heap.length;
    for (let up; i > 0 && before(event, this.heap[up = i - 1 >> 1]); i = up) this.heap[i] = this.heap[up];
    this.heap[i] = event;
  }

  run(until) {
    while (this.heap.length > 0 && this.heap[0].time <= until) {
      const event = this.take();
      this.now = event.time;
      event.act();
    }
    this.now = until;
  }

  take() {
    const first = this.heap[0];
    const last = this.heap.pop();
    const size = this.heap.length;
    let i = 0;
    for (let down; size > 0 && (down = 2 * i + 1) < size; i = down) {
      if (down + 1 < size && before(this.heap[down + 1], this.heap[down])) down++;
      if (!before(this.heap[down], last)) break;
      this.heap[i] = this.heap[down];
    }
    if (size > 0) this.heap[i] = last;
    return first;
  }
}

function before(one, other) {
  return one.time < other.time || one.time === other.time && one.number < other.number;
}

/** Requests that come by chance, at a rate that may change while they do. */
function arrivals(sim, chance, rate, arrive) {
  let number = 0;
  const next = () => {
    arrive({ id: number++, born: sim.now });
    sim.after(chance.exponential(1 / rate()), next);
  };
  sim.after(chance.exponential(1 / rate()), next);
}

/** Workers in front of which requests wait in line. `workers`, `room` and `serve` are asked each time: handles move. */
class Station {
  queue = [];
  desks = [];

  constructor(sim, { workers, room = () => Infinity, serve, done }) {
    Object.assign(this, { sim, workers, room, serve, done });
  }

  get busy() {
    return this.desks.reduce((sum, request) => sum + (request ? 1 : 0), 0);
  }

  /** @return whether there was room for it */
  arrive(request) {
    request.queued = this.sim.now;
    if (this.queue.length >= this.room() && this.free() < 0) return false;
    request.place = this.queue.length ? this.queue.at(-1).place + 1 : 0;
    this.queue.push(request);
    this.next();
    return true;
  }

  free() {
    for (let i = 0; i < this.workers(); i++) if (!this.desks[i]) return i;
    return -1;
  }

  next() {
    for (let desk; this.queue.length > 0 && (desk = this.free()) >= 0;) {
      const request = this.queue.shift();
      this.desks[desk] = request;
      request.began = this.sim.now;
      request.ends = this.sim.now + this.serve(request, desk);
      this.sim.after(request.ends - this.sim.now, () => {
        this.desks[desk] = undefined;
        this.done(request);
        this.next();
      });
    }
  }
}

/** The last values that were measured. */
class Values {
  all = [];
  total = 0;
  sum = 0;

  constructor(most = 2000) {
    this.most = most;
  }

  add(value) {
    this.all[this.total++ % this.most] = value;
    this.sum += value;
  }

  clear() {
    this.all = [];
    this.total = this.sum = 0;
  }

  get mean() {
    return this.total ? this.sum / this.total : 0;
  }

  quantile(share) {
    if (this.all.length === 0) return 0;
    const sorted = Float64Array.from(this.all).sort();
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}

/** Events of the last seconds, to count how many there were. */
class Recent {
  times = [];

  constructor(sim, seconds) {
    Object.assign(this, { sim, seconds });
  }

  add() {
    this.times.push(this.sim.now);
  }

  get count() {
    while (this.times.length > 0 && this.times[0] < this.sim.now - this.seconds) this.times.shift();
    return this.times.length;
  }

  get rate() {
    return this.count / Math.min(this.seconds, this.sim.now || 1);
  }
}

/** A value that is noted again and again, for a line that moves. */
class Track {
  points = [];

  constructor(sim, seconds, value, step = seconds / 120) {
    const note = () => {
      this.points.push([sim.now, value()]);
      if (this.points[0][0] < sim.now - seconds) this.points.shift();
      sim.after(step, note);
    };
    Object.assign(this, { sim, seconds });
    note();
  }

  /** Draws it into a box, the newest point at its right edge. */
  draw(pen, x, y, width, height, most, color, line) {
    pen.line(this.points.map(([time, value]) => [
      x + width * (1 - (this.sim.now - time) / this.seconds), y + height * (1 - Math.min(value / most, 1))
    ]).filter(point => point[0] >= x), color, line ?? 2);
  }
}

/** In words: 7 ms, 1.2 s. */
function time(seconds) {
  if (seconds >= .9995) return `${seconds < 9.95 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${seconds < .00095 || seconds >= .00995 ? Math.round(seconds * 1000) : (seconds * 1000).toFixed(1)} ms`;
}

function count(number, one, many = one + "s") {
  return `${number} ${number === 1 ? one : many}`;
}

function percent(share) {
  return `${Math.round(share * 100)}%`;
}

// --- drawing ---

const COLORS = { ink: "ink", quiet: "quiet", line: "firm", grid: "line", accent: "accent", tint: "tint", raised: "raised",
  paper: "paper", good: "zero", warn: "middle", bad: "senior" };

/** What models draw with, on a canvas or into an SVG: the shapes that both have are made of `rect`, `line`, `text`, `disc`. */
class Pen {
  constructor(width) {
    this.width = width;
  }

  /** A dot that glides to its place, if something moves; `from` is where it comes from. */
  dot(id, x, y, color = "accent", r = 4) {
    this.disc(x, y, r, color);
  }

  /** Dots in columns, the first one at the right; each stays in its row. Those that find no room are a number. */
  queue(requests, x, y, rows, columns, color = "accent", d = 11) {
    const first = (requests[0]?.place ?? 0) % rows;
    const most = rows * columns - first;
    requests.slice(0, most).forEach((request, i) => this.dot(request.id, x - Math.floor((i + first) / rows) * d,
      y + (i + first) % rows * d, typeof color === "function" ? color(request) : color));
    if (requests.length > most) this.text(x - columns * d + 2, y + (rows - 1) * d / 2 + 5, `+${requests.length - most}`, "quiet", "end");
  }

  /** A worker, its request, and how far that is. */
  desk(x, y, width, height, request, now, color = "accent") {
    this.rect(x, y, width, height, "raised", request ? color : "line", 6);
    if (!request) return;
    const share = Math.min(1, (now - request.began) / (request.ends - request.began || 1));
    this.rect(x + 1, y + 1, (width - 2) * share, height - 2, "tint", null, 5);
    this.dot(request.id, x + width / 2, y + height / 2, color, Math.min(6, height / 3));
  }

  /** What was measured on a server, at a place of the plot, or as a line through it. */
  measured(x, y, to) {
    if (to) {
      this.line([[x, y], [to, y]], "ink", 1.5, [2, 5]);
    } else {
      this.disc(x, y, 7, "paper");
      this.disc(x, y, 6, "ink");
      this.disc(x, y, 3, "paper");
    }
  }

  /** Axes with lines at the ticks: [value, words]. */
  axes(x, y, width, height, ticks, most, name) {
    for (const [value, words] of ticks) {
      const at = y + height * (1 - value / most);
      this.line([[x, at], [x + width, at]], "grid", 1);
      this.text(x - 6, at + 4.5, words, "quiet", "end");
    }
    this.text(x, y - 9, name, "quiet");
  }
}

class CanvasPen extends Pen {
  dots = new Map();
  frame = 0;

  constructor(canvas) {
    super(0);
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.font = getComputedStyle(canvas).fontFamily;
  }

  recolor() {
    this.colors = {};
    const probe = this.canvas.parentElement.appendChild(document.createElement("i"));
    for (const name of Object.keys(COLORS)) {
      probe.style.color = `var(--${COLORS[name]})`;
      this.colors[name] = getComputedStyle(probe).color;
    }
    probe.remove();
  }

  /** @param seconds since the frame before; 0: dots stand where they belong */
  begin(seconds, height) {
    const scale = devicePixelRatio || 1;
    const { canvas, context } = this;
    if (canvas.width !== Math.round(this.width * scale) || canvas.height !== Math.round(height * scale)) {
      canvas.width = Math.round(this.width * scale);
      canvas.height = Math.round(height * scale);
    }
    this.eased = seconds ? 1 - Math.exp(-seconds * 12) : 1;
    this.frame++;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, this.width, height);
  }

  end() {
    for (const [id, dot] of this.dots) if (dot.frame !== this.frame) this.dots.delete(id);
  }

  dot(id, x, y, color, r = 4, from) {
    let dot = this.dots.get(id);
    if (!dot) this.dots.set(id, dot = from ? { x: from[0], y: from[1] } : { x: this.eased < 1 ? -8 : x, y });
    dot.x += (x - dot.x) * this.eased;
    dot.y += (y - dot.y) * this.eased;
    dot.frame = this.frame;
    this.disc(dot.x, dot.y, r, color);
  }

  disc(x, y, r, color = "accent") {
    this.context.fillStyle = this.colors[color];
    this.context.beginPath();
    this.context.arc(x, y, r, 0, 7);
    this.context.fill();
  }

  rect(x, y, width, height, fill, stroke, r = 0, line = 1.5) {
    const { context } = this;
    context.beginPath();
    context.roundRect(x, y, Math.max(0, width), Math.max(0, height), r);
    if (fill) {
      context.fillStyle = this.colors[fill];
      context.fill();
    }
    if (stroke) this.stroke(stroke, line);
  }

  line(points, color, line = 1.5, dash = []) {
    this.context.beginPath();
    points.forEach(([x, y], i) => i ? this.context.lineTo(x, y) : this.context.moveTo(x, y));
    this.context.setLineDash(dash);
    this.stroke(color, line);
    this.context.setLineDash([]);
  }

  stroke(color, line) {
    this.context.strokeStyle = this.colors[color];
    this.context.lineWidth = line;
    this.context.lineJoin = this.context.lineCap = "round";
    this.context.stroke();
  }

  text(x, y, words, color = "ink", anchor = "start", weight = 400) {
    this.context.font = `${weight} 13.5px ${this.font}`;
    this.context.textAlign = anchor === "middle" ? "center" : anchor;
    if (weight > 400) {
      this.context.setLineDash([]);
      this.context.strokeStyle = this.colors.paper;
      this.context.lineWidth = 4;
      this.context.strokeText(words, x, y);
    }
    this.context.fillStyle = this.colors[color];
    this.context.fillText(words, x, y);
  }
}

// --- the stage ---

/** The values that the handles of a model have at first. */
function starts(model) {
  return Object.fromEntries(model.handles.map(handle => [handle.name, handle.start]));
}

function begin(model, values) {
  const run = model.begin(new Chance(1), values);
  run.sim.run(model.still);
  return run;
}

/** Whether a measured point belongs into the picture: its handles are there, except for the one along which it shows several. */
function isHere(model, point, values) {
  return model.handles.every(({ name }) => name === model.measure.plots || point.values[name] === values[name]);
}

function heightOf(model, width) {
  return typeof model.height === "function" ? model.height(width) : model.height;
}

/** Puts a model in the place of its still picture. */
function show(block, model) {
  const figure = block.querySelector("figure");
  const told = block.querySelector(".state");
  const { settles = 0 } = model;
  const values = starts(model);
  const canvas = make("canvas", { role: "img", ariaLabel: figure.querySelector("svg title").textContent });
  const heard = make("span", { className: "unseen", role: "status" });
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const play = press("Pause", () => { paused = !paused; go(); announce(); });
  const again = press("Start over", () => { reset(); announce(); });
  let run = begin(model, values);
  let paused = false;
  let inView = false;
  let frame = 0;
  let last = 0;
  let words = 0;
  let hurry = 0;        // seconds of the model that still pass fast, after a handle has moved
  let points = [];

  figure.querySelector("svg").after(canvas);
  const pen = new CanvasPen(canvas);

  function draw(seconds) {
    pen.width = canvas.clientWidth;
    const height = heightOf(model, pen.width);
    canvas.style.height = height + "px";
    pen.begin(seconds, height);
    run.draw(pen);
    const here = points.filter(point => isHere(model, point, values));
    if (here.length > 0) model.measure.mark(pen, here, values);
    pen.end();
  }

  function tell() {
    told.textContent = run.words();
  }

  // After the hand has come to rest, for those who hear it.
  function announce() {
    clearTimeout(words);
    words = setTimeout(() => { heard.textContent = run.words(); }, 1200);
  }

  function tick(now) {
    const seconds = Math.min((now - last) / 1000, .05);
    if (Math.floor(now / 500) !== Math.floor(last / 500)) tell();
    last = now;
    run.sim.run(run.sim.now + seconds * model.speed + settle(seconds));
    draw(seconds);
    frame = requestAnimationFrame(tick);
  }

  // What a handle has changed shows soon, however slow the model is; what is left from before is not counted.
  function settle(seconds) {
    const before = hurry;
    hurry = Math.max(0, hurry - seconds * settles / 1.5);
    if (before > settles / 4 && hurry <= settles / 4) run.changed?.();
    return before - hurry;
  }

  function go() {
    cancelAnimationFrame(frame);
    play.textContent = paused ? "Play" : "Pause";
    play.hidden = again.hidden = calm.matches;
    if (inView && !paused && !document.hidden && !calm.matches) {
      last = performance.now();
      frame = requestAnimationFrame(tick);
    }
  }

  function reset() {
    hurry = 0;
    run = begin(model, values);
    pen.dots.clear();
    draw(0);
    tell();
  }

  function moved() {
    run.changed?.();
    hurry = settles;
    if (calm.matches) reset();
    else if (paused) draw(0);
    tell();
    announce();
  }

  function recolor() {
    pen.recolor();
    draw(0);
  }

  block.classList.add("alive");
  told.before(make("div", { className: "player" },
    make("div", { className: "handles" }, ...model.handles.map(handle => handleOf(handle, values, moved))),
    make("div", { className: "buttons" }, ...run.buttons?.().map(([text, act]) => press(text, () => { act(run); moved(); })) ?? [], play, again), heard));
  const numbers = make("details", {}, make("summary", { textContent: "The numbers" }));
  const table = block.querySelector(":scope > .table");
  if (table) {
    table.before(numbers);
    numbers.append(table);
  }
  recolor();
  tell();
  // The studio measures the reader's server at these values, and hands in what comes of it.
  block.explored = { model, values, put: measured => { points = measured; draw(0); } };
  block.dispatchEvent(new Event("explored", { bubbles: true }));
  new IntersectionObserver(([entry]) => { inView = entry.isIntersecting; go(); }).observe(canvas);
  new ResizeObserver(() => draw(0)).observe(canvas);
  document.addEventListener("visibilitychange", go);
  document.addEventListener("chosen", recolor);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolor);
  calm.addEventListener("change", () => { if (calm.matches) reset(); go(); });
  matchMedia("print").addEventListener("change", ({ matches }) => {
    told.textContent = matches ? figure.querySelector("desc").textContent : run.words();
    numbers.open = matches;
  });
}

/**
 * A recording of one of the studio's views, which draws it here, too. It stands still, plays, or goes on moment by
 * moment. On paper is the moment that stands in the page without scripts.
 */
function replay(block, { view, recording }) {
  const place = block.querySelector(".replay");
  const end = view.moments(recording) - 1;
  const still = view.still(recording);
  const draw = view.begin(place, recording);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const told = make("p", { className: "state" });
  const heard = make("span", { className: "unseen", role: "status" });
  const previous = press("Previous", () => step(now - 1));
  const play = press("Play", () => timer ? pause() : begin());
  const next = press("Next", () => step(now + 1));
  const slider = make("input", { type: "range", min: 0, max: end });
  let now = still;
  let timer = 0;

  function go(moment) {
    if (moment < 0 || moment > end) return;
    now = moment;
    draw(now);
    slider.value = now;
    told.textContent = slider.ariaValueText = view.words(recording, now);
    previous.ariaDisabled = String(now === 0);
    next.ariaDisabled = String(now === end);
  }

  function begin() {
    go(timer || now === still || now === end ? 0 : now);
    wait();
  }

  function wait() {
    timer = now === end ? 0 : setTimeout(() => { go(now + 1); wait(); }, view.pause(recording, now + 1));
    play.textContent = timer ? "Pause" : "Play";
  }

  function pause() {
    clearTimeout(timer);
    timer = 0;
    play.textContent = "Play";
  }

  function step(moment) {
    pause();
    go(moment);
    heard.textContent = told.textContent;
  }

  play.className = "play";
  play.hidden = calm.matches;
  slider.addEventListener("input", () => { pause(); go(Number(slider.value)); });
  block.querySelector("figure").after(make("div", { className: "player" },
    make("div", { className: "buttons", role: "group", ariaLabel: "Moments of the recording" }, previous, play, next),
    make("label", { className: "scrubber" }, make("span", { className: "unseen", textContent: "Moment of the recording" }), slider), heard), told);
  block.classList.add("alive");
  go(now);
  document.addEventListener("visibilitychange", () => document.hidden && timer && pause());
  calm.addEventListener("change", () => { pause(); play.hidden = calm.matches; });
  matchMedia("print").addEventListener("change", ({ matches: paper }) => {
    pause();
    draw(paper ? still : now);
  });
}

/** What a page has of a recording without scripts. */
function stillOf(name) {
  const { view, recording } = explore.recorded[name];
  const place = make("div", { className: "replay" });
  view.begin(place, recording)(view.still(recording));
  const block = make("div", { className: "explored recorded" }, make("figure", {}, place, make("figcaption", {}, view.title(recording))));
  block.dataset.model = name;
  if (view.numbers) {
    block.append(make("details", {}, make("summary", { textContent: "The numbers" }), make("div", { className: "table" }, view.numbers(recording))));
  }
  for (const hidden of block.querySelectorAll("[hidden]")) hidden.remove();
  return block.outerHTML.replace(/<(figure|figcaption|details|li|tr|div)/g, "\n<$1").trim() + "\n";
}

/** Numbers are a slider, words are buttons. */
function handleOf({ name, label, values: all, unit = "" }, values, moved) {
  if (typeof all[0] === "string") {
    const choices = all.map(word => press(word, () => {
      values[name] = word;
      for (const choice of choices) choice.ariaPressed = String(choice.textContent === word);
      moved();
    }));
    for (const choice of choices) choice.ariaPressed = String(choice.textContent === values[name]);
    return make("div", { className: "choices", role: "group", ariaLabel: label }, make("span", { textContent: label }), ...choices);
  }
  const shown = () => `${values[name]}${unit}`;
  const value = make("output", { textContent: shown(), ariaLive: "off" });
  const slider = make("input", { type: "range", min: 0, max: all.length - 1, value: all.indexOf(values[name]), ariaValueText: shown() });
  slider.addEventListener("input", () => {
    values[name] = all[slider.value];
    value.textContent = slider.ariaValueText = shown();
    moved();
  });
  return make("label", {}, make("span", { textContent: label }), value, slider);
}

export { Chance, Sim, Station, Values, Recent, Track, Pen, arrivals, time, count, percent, starts, begin, heightOf, show, replay, stillOf };
