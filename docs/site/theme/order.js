// --- order: drag a step, press its buttons, or use the arrow keys on them ---

for (const order of document.querySelectorAll("fieldset.order")) {
  const list = order.querySelector(".steps");
  const right = [...order.querySelectorAll("details li")].map(item => item.textContent);
  const { place, tell } = verdict();
  const text = item => item.querySelector(".step").textContent;
  const all = () => [...list.children];

  function moved(item) {
    for (const each of all()) {
      each.querySelector(".mark").replaceChildren();
      each.classList.remove("run");
    }
    tell(`Now ${all().indexOf(item) + 1} of ${right.length}: ${text(item)}`);
  }

  function move(item, by, control) {
    const items = all();
    const to = items.indexOf(item) + by;
    if (to < 0 || to >= items.length) return tell(`Already ${by < 0 ? "first" : "last"}: ${text(item)}`);
    items[to][by < 0 ? "before" : "after"](item);
    control.focus();        // which a move takes away
    moved(item);
  }

  for (const item of all()) {
    const step = make("span", { className: "step" }, ...item.childNodes);
    const up = press("↑", () => move(item, -1, up));
    const down = press("↓", () => move(item, 1, down));
    up.ariaLabel = "Up: " + step.textContent;
    down.ariaLabel = "Down: " + step.textContent;
    const grip = make("span", { className: "grip", ariaHidden: "true", textContent: "⠿" });
    item.append(grip, step, make("b", { className: "mark" }), make("span", { className: "moves" }, up, down));
    item.addEventListener("keydown", event => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      move(item, by, event.target);
    });
  }

  dragging(list, moved);

  // A step is placed if the right step comes before it: a single step in the wrong place spoils three, not all.
  function check() {
    const places = all().map(item => right.indexOf(text(item)));
    const placed = places.map((now, i) => now === (i ? places[i - 1] + 1 : 0));
    const lengths = [];     // of the right run that ends at each step
    placed.forEach((is, i) => lengths.push(is && i ? lengths[i - 1] + 1 : 1));
    const longest = Math.max(...lengths);
    const end = lengths.indexOf(longest);
    all().forEach((item, i) => {
      const inRun = longest > 1 && i <= end && i > end - longest;
      const words = placed[i] ? ["✓", "in place"] : inRun ? ["", "begins a right run"] : ["✗", "not here"];
      item.querySelector(".mark").replaceChildren(sign(words[0]), unseen(words[1]));
      item.classList.toggle("run", inRun);
    });
    const done = placed.every(Boolean);
    setResult(order, done ? "right" : "wrong");
    tell(done ? `✓ Right: all ${right.length} steps are in order.`
      : `Not yet: ${placed.filter(Boolean).length} of ${right.length} steps in place. `
        + (longest > 1 ? `The longest right run, steps ${end - longest + 2} to ${end + 1}, is marked.` : "No two steps follow each other."));
  }

  list.after(make("p", { className: "controls" }, press("Check", check)), place);
}
