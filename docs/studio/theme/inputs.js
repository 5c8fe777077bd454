// A slider for each variable of a cell with a comment such as `int clients = 80;    // input 10..200`.
// When it moves, the value in the code does, and the cell runs again.

const INPUT = /^[ \t]*(?:var|int|long|double)[ \t]+(\w+)[ \t]*=[ \t]*(-?[\d._]+)[ \t]*;[ \t]*\/\/ input (-?[\d.]+)\.\.(-?[\d.]+)/gm;
const PAUSE_MILLIS = 120;

// Fills `frame` for this code; `set` is called with the code that a slider has changed.
export function inputs(frame, code, set) {
  const found = [...code.matchAll(INPUT)].map(match => {
    const [, name, value, min, max] = match;
    return { name, value: +value.replaceAll("_", ""), min: +min, max: +max, whole: !/[.]/.test(value + min + max) };
  });
  const shown = [...frame.querySelectorAll("input")];
  if (shown.map(one => one.name).join() !== found.map(one => one.name).join()) {
    frame.replaceChildren(...found.map(({ name, min, max, whole }) => {
      const slider = make("input", { type: "range", name, min, max, step: whole ? 1 : (max - min) / 100 });
      const output = make("output", {});
      slider.addEventListener("input", () => {
        clearTimeout(slider.pause);
        output.textContent = slider.value;
        slider.pause = setTimeout(() => set(text => replaced(text, name, slider.value)), PAUSE_MILLIS);
      });
      return make("label", {}, make("code", { textContent: name }), slider, output);
    }));
  }
  found.forEach(({ name, value }) => {
    const slider = frame.querySelector(`input[name="${name}"]`);
    slider.value = value;
    slider.nextElementSibling.textContent = value;
  });
}

function replaced(code, name, value) {
  return code.replace(INPUT, (line, own, old) => own === name ? line.replace(/=[ \t]*-?[\d._]+/, "= " + value) : line);
}
