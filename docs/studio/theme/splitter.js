// A line between two parts, which the pointer or the arrow keys move. Where it is is remembered, and known to the styles as
// `--lab-width` and the like, in percent of what it divides.

const STEP = 2;

// `places` are the lines that there may be, of which the first that `is` now counts: each with its name, whether it is
// horizontal, its least and greatest place, where it is in the beginning, and what percent a pointer is at.
export function splitter(label, places, moved = change => change()) {
  const line = make("div", { className: "splitter", role: "separator", tabIndex: 0, ariaLabel: label });
  line.title = label + ": drag it, or use the arrow keys";
  const place = () => places.find(one => one.is?.() ?? true);
  const read = ({ name, initial }) => +memory.read(name) || initial;

  function move(value) {
    const { name, least, most } = place();
    const percent = Math.round(10 * Math.min(most, Math.max(least, value))) / 10;
    memory.write(name, percent);
    moved(show);
  }

  function show() {
    for (const one of places) if (+memory.read(one.name)) root.style.setProperty("--" + one.name, memory.read(one.name));
    const now = place();
    line.setAttribute("aria-orientation", now.horizontal ? "horizontal" : "vertical");
    Object.assign(line, { ariaValueMin: String(now.least), ariaValueMax: String(now.most), ariaValueNow: String(read(now)) });
  }

  line.addEventListener("keydown", event => {
    const now = place();
    const steps = now.horizontal ? { ArrowUp: STEP, ArrowDown: -STEP } : { ArrowLeft: STEP, ArrowRight: -STEP };
    const to = { Home: now.least, End: now.most, Enter: now.initial }[event.key] ?? read(now) + steps[event.key];
    if (Number.isNaN(to)) return;
    event.preventDefault();
    move(to);
  });
  line.addEventListener("pointerdown", event => {
    event.preventDefault();
    line.focus();
    line.setPointerCapture(event.pointerId);
  });
  line.addEventListener("pointermove", event => {
    if (line.hasPointerCapture(event.pointerId)) move(place().percent(event));
  });
  line.addEventListener("dblclick", () => move(place().initial));
  addEventListener("resize", show);
  show();
  return line;
}
