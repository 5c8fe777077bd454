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
