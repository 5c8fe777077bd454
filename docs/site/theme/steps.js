// --- steps: a picture that goes on step by step, by a slider, or plays by itself until the reader pauses it ---
// Before step 1 it shows its most telling step, as on paper.

for (const block of document.querySelectorAll(".stepped")) {
  const pictures = [...block.querySelectorAll("svg")];
  const list = block.querySelector(":scope > ol");
  const texts = [...list.children];
  const told = make("div", { ariaLive: "polite" });
  const previous = press("Previous", () => { pause(); go(now - 1); });
  const play = press("Play", () => timer ? pause() : begin());
  const next = press("Next", () => { pause(); go(now + 1); });
  const slider = make("input", { type: "range", min: 0, max: texts.length });
  const poster = press("", begin);
  let now = 0;
  let timer = 0;

  // The last of `1:0,0 3:120,40` whose step has come.
  function place(part, step) {
    const [x, y] = part.dataset.at.split(" ").filter(at => parseInt(at) <= step).at(-1)?.split(":")[1].split(",") ?? [0, 0];
    return `translate(${x}px, ${y}px)`;
  }

  function draw(svg, step = svg.dataset.still) {
    const names = steps => steps.split(" ").includes(String(step));
    for (const part of svg.querySelectorAll("[data-on]")) part.classList.toggle("off", !names(part.dataset.on));
    for (const part of svg.querySelectorAll("[data-lit]")) part.classList.toggle("lit", names(part.dataset.lit));
    for (const part of svg.querySelectorAll("[data-at]")) part.style.transform = place(part, step);
  }

  function name(step) {
    return step ? `Step ${step} of ${texts.length}` : `${texts.length} steps`;
  }

  function words(step) {
    const text = step ? texts[step - 1].cloneNode(true).childNodes
      : [`The picture shows step ${pictures[0].dataset.still}. Next begins with step 1.`];
    return [make("p", { className: "label", textContent: name(step) }), make("p", {}, ...text)];
  }

  function go(step) {
    if (step < 0 || step > texts.length) return;
    now = step;
    for (const svg of pictures) draw(svg, step || undefined);
    told.replaceChildren(...words(step));
    slider.value = step;
    slider.ariaValueText = name(step);
    previous.ariaDisabled = String(step === 0);     // not disabled: that would take the focus away
    next.ariaDisabled = String(step === texts.length);
  }

  function begin() {
    go(now === texts.length ? 1 : now + 1);
    started();
    wait();
  }

  function started() {
    poster.remove();
  }

  // As long as it takes to read the step and to look at the picture.
  function wait() {
    const time = 2000 + 280 * texts[now - 1].textContent.split(" ").length;
    timer = now === texts.length ? 0 : setTimeout(() => { go(now + 1); wait(); }, time);
    play.textContent = timer ? "Pause" : "Play";
  }

  function pause() {
    started();
    clearTimeout(timer);
    timer = 0;
    play.textContent = "Play";
  }

  play.className = "play";
  // For the mouse and the finger. By keyboard, and for screen readers, the button Play does the same.
  Object.assign(poster, { className: "poster", tabIndex: -1, ariaHidden: "true" });
  poster.append(make("span", { textContent: "Play" }));
  const stage = make("div", { className: "stage" });
  pictures[0].before(stage);
  stage.append(...pictures, poster);
  slider.addEventListener("input", () => { pause(); go(Number(slider.value)); });
  const all = make("details", {}, make("summary", { textContent: "All steps as text" }));
  const buttons = make("div", { className: "buttons", role: "group", ariaLabel: "Steps of the picture" }, previous, play, next);
  const scrubber = make("label", { className: "scrubber" }, unseen("Step of the picture"), slider);
  // Each text is there unseen, so that the longest one makes the room for all.
  const room = Array.from({ length: texts.length + 1 }, (none, step) => make("div", { ariaHidden: "true" }, ...words(step)));
  go(now);
  list.before(make("div", { className: "player" }, buttons, scrubber, make("div", { className: "telling" }, told, ...room)), all);
  all.append(list);

  document.addEventListener("visibilitychange", () => document.hidden && timer && pause());
  matchMedia("print").addEventListener("change", ({ matches: paper }) => {
    if (paper && timer) pause();
    all.open = paper;
    for (const svg of pictures) draw(svg, paper ? undefined : now || undefined);
  });
}
