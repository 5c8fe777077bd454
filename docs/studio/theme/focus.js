// A button that is disabled or hidden while something runs loses the focus. It goes to the button that is there meanwhile,
// and comes back.

// Moves the focus from one of `from` to `to`, which are all there now; what is returned moves it back.
export function holdFocus(from, to) {
  const had = from.find(one => one === document.activeElement);
  if (had) to.focus();
  return () => {
    if (had && [to, document.body].includes(document.activeElement)) had.focus();
  };
}

const FOCUSABLE = "button:not(:disabled), select, summary, a[href], [tabindex='0']";

const isLost = one => !one.isConnected || one.matches(":disabled") || !one.checkVisibility();

// Keeps the focus in `frame` when the element that has it is removed, hidden or disabled: else it falls to the page, and
// what is typed next acts there. It goes to what stands before it, or around it, or at last to `frame` itself.
export function keepFocus(frame) {
  frame.tabIndex = -1;
  let path = [];                // of the element with the focus, from there outward
  const look = () => {
    const [last] = path;
    if (!last || !isLost(last) || ![last, document.body].includes(document.activeElement) || !frame.checkVisibility()) return;
    const home = path.find(one => !isLost(one)) ?? frame;
    const all = home.matches(FOCUSABLE) ? [home] : [...home.querySelectorAll(FOCUSABLE)].filter(one => !isLost(one));
    const before = all.findLast(one => last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);
    (before ?? all[0] ?? frame).focus({ preventScroll: true });
  };
  frame.addEventListener("focusin", ({ target }) => {
    path = [];
    for (let one = target; one && one !== frame; one = one.parentElement) path.push(one);
  });
  // An element that is being removed may lose the focus before.
  frame.addEventListener("focusout", ({ target }) => setTimeout(() => {
    if (path[0] === target && !isLost(target) && target !== document.activeElement) path = [];
  }));
  new MutationObserver(look)
    .observe(frame, { subtree: true, childList: true, attributes: true, attributeFilter: ["disabled", "hidden"] });
}
