// The reader's place on the page. Links, back, forward and reload lead there, and it stays while editors, outputs, the
// altitude or the lab change the height of what is above it, until the reader scrolls.

const NOTE_MILLIS = 100;        // after the last scrolling, before the place is noted
const changing = "fieldset, .asking, .continue, .finish, .player, .other-altitude > summary";
const blocks = [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, pre, li, dt, tr, figure)")]
  .filter(one => !one.closest(changing));

// A place is an element; or a height in pixels; or the number of a block, a share of its height and pixels below it.
let held = null;                // the place to stay at; null: the reader has scrolled since
let last = { y: 0 };
let applied = {};               // where the page was scrolled to, and its height then
let noting = 0;

// Below the head of the page.
const line = () => parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;

function measure() {
  if (scrollY < 1) return { y: 0 };
  const top = line();
  let place = { y: scrollY };
  blocks.forEach((block, at) => {
    const box = block.getBoundingClientRect();
    if (!box.height || box.top > top + 1 || !block.checkVisibility()) return;      // what is in a fold has a height, too
    const below = Math.max(0, top - box.bottom);
    place = { at, of: blocks.length, share: below ? 1 : (top - box.top) / box.height, below, y: scrollY };
  });
  return place;
}

function goTo(place) {
  if (place instanceof Element) return place.scrollIntoView();
  if (place.of !== blocks.length) return scrollTo(0, place.y);
  const shown = blocks.slice(0, place.at + 1).findLast(block => block.checkVisibility());
  if (!shown) return;
  const { share, below } = shown === blocks[place.at] ? place : { share: 1, below: 0 };     // of another altitude
  const box = shown.getBoundingClientRect();
  scrollTo(0, scrollY + box.top + share * box.height + below - line());
}

function hold(place) {
  held = last = place;
  root.style.overflowAnchor = "none";           // the browser would scroll as well
  goTo(held);
  applied = { y: scrollY, height: root.scrollHeight };
}

function release() {
  if (!held) return;
  held = null;
  last = measure();
  root.style.overflowAnchor = "";
}

function note() {
  clearTimeout(noting);
  noting = 0;
  last = measure();
  history.replaceState({ ...history.state, place: last }, "");
}

function target() {
  try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
}

// Where the entry of the history leads that the page is at.
function arrive() {
  clearTimeout(noting);
  noting = 0;
  hold(history.state?.place ?? target() ?? { y: 0 });
}

// Goes to an element, and stays there.
export function land(element) {
  if (element) hold(element);
}

export const isLanding = () => held !== null;

// Does what changes the height of the text, and stays at the same place in it.
export function staying(change) {
  const place = held ?? measure();
  const result = change();
  hold(place);
  return result;
}

for (const type of ["wheel", "touchmove", "pointerdown", "keydown"]) addEventListener(type, release, { capture: true, passive: true });
addEventListener("scroll", () => {
  if (held && (Math.abs(scrollY - applied.y) < 2 || root.scrollHeight !== applied.height)) return;
  release();
  clearTimeout(noting);
  noting = setTimeout(note, NOTE_MILLIS);
}, { passive: true });
const heights = new ResizeObserver(() => held && hold(held));
heights.observe(document.querySelector("main"));
heights.observe(document.body);
document.addEventListener("chosen", () => hold(held ?? last));
addEventListener("popstate", arrive);
addEventListener("pagehide", () => noting && note());
document.addEventListener("click", event => {
  const link = event.target.closest("a[href*='#']");
  if (!link) return;
  if (noting) note();                           // before another entry begins
  if (link.href === location.href) setTimeout(() => land(target()));        // to the same entry again
}, { capture: true });
arrive();
