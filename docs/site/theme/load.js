// --- load: a slider says how busy a server is; the picture and a sentence say how long a request waits for it ---

for (const block of document.querySelectorAll(".loaded")) {
  const service = Number(block.dataset.service);
  const svg = block.querySelector("svg");
  const [left, right, bottom, top, most] = svg.dataset.plot.split(" ").map(Number);
  const part = name => svg.querySelector(`[data-load=${name}]`);
  const slider = make("input", { type: "range", min: 1, max: 99, value: svg.dataset.load });
  const told = make("output", { ariaLive: "off" });       // the slider tells the same words as its value

  function round(number) {
    return number < 10 ? Math.round(number * 10) / 10 : Math.round(number);
  }

  function draw() {
    const load = slider.value / 100;
    const wait = load / (1 - load);         // in times of service, as M/M/1 has it
    const queue = load * wait;
    const x = left + (right - left) * load;
    const y = bottom - (bottom - top) * Math.min(wait, most) / most;
    part("point").style.transform = `translate(${x}px, ${y}px)`;
    part("stem").style.transform = `translate(${x}px, ${y}px) scaleY(${(bottom - y) / (bottom - top)})`;
    part("beyond").classList.toggle("off", wait <= most);
    [...part("queue").children].forEach((dot, i) => dot.classList.toggle("off", i >= Math.round(queue)));
    told.textContent = `${slider.value}% busy: a request waits ${round(service * wait)} ms, and is served in ${service} ms. `
      + `${round(queue)} ${round(queue) === 1 ? "request waits" : "requests wait"}, on the average.`;
    slider.ariaValueText = told.textContent;
  }

  slider.addEventListener("input", draw);
  block.querySelector("figure").after(make("div", { className: "player" },
    make("label", {}, "How busy the server is", slider), told));
  draw();
}
