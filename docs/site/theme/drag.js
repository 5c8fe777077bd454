// --- dragging: items of a list by mouse or pen, anywhere on them; by a finger at the grip, or after holding it still ---

const holdMillis = 250;

// Calls `moved` with an item that was put elsewhere.
function dragging(list, moved) {
  const all = () => [...list.children];
  let dragged = null;
  let from = 0;
  let hold = 0;

  function take(item, pointer) {
    dragged = item;
    from = all().indexOf(item);
    item.classList.add("dragged");
    list.setPointerCapture(pointer);
  }

  list.addEventListener("pointerdown", event => {
    const item = event.target.closest("li");
    if (event.button !== 0 || !event.isPrimary || !item || event.target.closest("button")) return;
    if (event.pointerType !== "touch" || event.target.closest(".grip")) return take(item, event.pointerId);
    hold = setTimeout(() => take(item, event.pointerId), holdMillis);      // a finger that moves at once scrolls
  });
  list.addEventListener("pointermove", event => {
    if (!dragged) return;
    const middle = item => item.getBoundingClientRect().top + item.offsetHeight / 2;
    const before = all().find(item => item !== dragged && event.clientY < middle(item)) ?? null;
    if (dragged.nextElementSibling !== before) list.insertBefore(dragged, before);
  });
  list.addEventListener("touchmove", event => {
    if (dragged) event.preventDefault();        // else the page scrolls with it
    else clearTimeout(hold);
  }, { passive: false });
  list.addEventListener("contextmenu", event => { if (dragged) event.preventDefault(); });
  for (const end of ["pointerup", "pointercancel"]) {
    list.addEventListener(end, () => {
      clearTimeout(hold);
      if (!dragged) return;
      const item = dragged;
      dragged = null;
      item.classList.remove("dragged");
      if (all().indexOf(item) !== from) moved(item);
    });
  }
}
