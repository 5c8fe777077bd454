// --- groups that are one Tab stop each, as a toolbar is: arrow keys lead from one of its links or buttons to the next ---

for (const group of document.querySelectorAll("main .seven-stops svg, .asking .ways")) {
  const stops = [...group.querySelectorAll("a, button")];
  const enter = stop => stops.forEach(each => each.setAttribute("tabindex", each === stop ? "0" : "-1"));
  enter(stops[0]);
  group.addEventListener("focusin", event => enter(event.target.closest("a, button")));
  group.addEventListener("keydown", event => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    const next = by && stops[stops.indexOf(document.activeElement) + by];
    if (!by) return;
    event.preventDefault();
    next?.focus();
  });
}
