// --- altitude: one question until it is chosen, and links into passages of other altitudes ---

const currentAltitude = document.querySelector(".altitudes summary b");

function showAltitude() {
  currentAltitude.textContent = root.dataset.altitude;
}
showAltitude();

function nextAltitude() {
  const all = buttons("altitude").map(button => button.value);
  const next = all[(all.indexOf(root.dataset.altitude) + 1) % all.length];
  choose("altitude", next);
  say("Altitude: " + next);
}

document.addEventListener("chosen", ({ detail: name }) => {
  if (name !== "altitude") return;
  showAltitude();
  document.querySelector(".asking")?.remove();
  for (const fold of document.querySelectorAll(".other-altitude")) fold.replaceWith(fold.lastElementChild);
});

// Above the first passage that depends on the answer. Readers who pass over it stay where they are.
function askForAltitude() {
  const first = document.querySelector("main [data-altitude]");
  if (!first || buttons("altitude").some(button => button.value === memory.read("altitude"))) return;
  const ways = buttons("altitude").map(button => press(button.lastElementChild.textContent, () => {
    choose("altitude", button.value);
    const passage = document.querySelector(`main [data-altitude=${button.value}]`) ?? document.querySelector("main");
    passage.tabIndex = -1;
    passage.focus({ preventScroll: true });     // the button that had the focus is gone
    say("Altitude: " + button.value);
  }));
  first.before(make("div", { className: "asking" },
    make("p", {}, make("b", {}, "Which of these is closest to you? "),
      "The page has an explanation for each, and shows one. You can change it at the top at any time."),
    make("div", { className: "ways", role: "toolbar", ariaLabel: "Your altitude" }, ...ways)));
}
askForAltitude();

// A link may lead into a passage of another altitude: it opens in its place, as a fold, and the reader's altitude stays.
// A link to the whole part of an altitude, such as #zero, chooses that altitude. Other folds on the way are opened.
function reveal() {
  const target = document.getElementById(nameInAddress());
  const passage = target?.closest("main [data-altitude]");
  const other = passage && passage.dataset.altitude !== root.dataset.altitude && !passage.closest(".other-altitude");
  if (other && target.id === passage.dataset.altitude) {
    choose("altitude", target.id);
    say("Altitude: " + target.id);
  } else if (other) {
    const heading = passage.querySelector("h2, h3, h4");
    const name = make("span", { className: `altitude-mark altitude-${passage.dataset.altitude}` }, passage.dataset.altitude);
    const fold = make("details", { className: "other-altitude", open: true },
      make("summary", {}, "For ", name, heading ? ": " + wordsOfHeading(heading) : ""));
    passage.before(fold);
    fold.append(passage);
  }
  const folds = target ? [...document.querySelectorAll("main details:not([open])")].filter(fold => fold.contains(target)) : [];
  for (const fold of folds) fold.open = true;
  if (other || folds.length) target.scrollIntoView();
}

function nameInAddress() {
  try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
}

addEventListener("hashchange", reveal);
document.addEventListener("click", event => {
  // the address may be the same as before: then it does not change
  if (event.target.closest("a[href*='#']")) setTimeout(reveal);
});
reveal();
