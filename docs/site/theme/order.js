// --- order: drag a step, press its buttons, or use the arrow keys on them ---

for (const order of document.querySelectorAll("fieldset.order")) {
  const list = order.querySelector(".steps");
  const right = [...order.querySelectorAll("details li")].map(item => item.textContent);
  const { place, tell } = verdict();
  const text = item => item.querySelector(".step").textContent;
  const all = () => [...list.children];

  function moved(item) {
    for (const mark of list.querySelectorAll(".mark")) mark.textContent = "";
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
    item.append(grip, make("span", {}, step, make("b", { className: "mark" })), make("span", { className: "moves" }, up, down));
    item.addEventListener("keydown", event => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      move(item, by, event.target);
    });
  }

  let dragged = null;
  list.addEventListener("pointerdown", event => {
    if (event.button !== 0 || !event.target.closest(".grip")) return;
    dragged = event.target.closest("li");
    dragged.classList.add("dragged");
    list.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  list.addEventListener("pointermove", event => {
    if (!dragged) return;
    const middle = item => item.getBoundingClientRect().top + item.offsetHeight / 2;
    const before = all().find(item => item !== dragged && event.clientY < middle(item)) ?? null;
    if (dragged.nextElementSibling !== before) list.insertBefore(dragged, before);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    list.addEventListener(end, () => {
      if (!dragged) return;
      dragged.classList.remove("dragged");
      moved(dragged);
      dragged = null;
    });
  }

  function check() {
    const good = all().map((item, i) => text(item) === right[i]);
    all().forEach((item, i) => {
      const mark = item.querySelector(".mark");
      mark.textContent = good[i] ? "✓ in its place" : "✗ not here";
      mark.classList.toggle("good", good[i]);
    });
    answered(order);
    const count = good.filter(Boolean).length;
    tell(count === right.length ? "✓ Right: all steps are in their places."
      : `${count} of ${right.length} steps are in their places.`);
  }

  list.after(make("p", { className: "controls" }, press("Check", check)), place);
}
