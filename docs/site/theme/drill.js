// --- drill: cards, one at a time. Choose, read why, go on; at the end stand those that were missed ---

for (const drill of document.querySelectorAll("fieldset.drill")) {
  const from = drill.querySelector(".from");
  const options = from.textContent.replace(/^One of: /, "").split(", ");
  const list = drill.querySelector(".cards");
  const cards = [...list.children];
  const { place, tell } = verdict();
  const count = make("p", { className: "tally" });
  const choice = make("div", { className: "controls choices", role: "group", ariaLabel: "Options" });
  const next = press("Next card", () => deal(at + 1));
  const onward = make("p", { className: "controls" });
  const rightOf = card => card.querySelector(".right").textContent;
  let deck = cards;
  let missed = [];
  let at = 0;

  function showCount(answered) {
    const right = answered - missed.length;
    count.textContent = `Card ${Math.min(at + 1, deck.length)} of ${deck.length}${answered ? ` · ${right} of ${answered} right` : ""}`;
  }

  function deal(number) {
    at = number;
    for (const card of cards) card.classList.toggle("away", card !== deck[at]);
    tell();
    if (at === deck.length) return end();
    showCount(at);
    choice.replaceChildren(...options.map(option => press(option, () => answer(option))));
    onward.replaceChildren();
    if (at) deck[at].focus();
  }

  function answer(option) {
    const card = deck[at];
    const right = rightOf(card);
    const good = option === right;
    if (!good) missed.push(card);
    const [, ...why] = card.querySelector("details").cloneNode(true).children;       // without the summary
    choice.replaceChildren();
    tell(make("p", { className: good ? "good" : "bad" }, good ? "✓ Right." : `✗ Not ${option}.`), ...why);
    showCount(at + 1);
    next.textContent = at + 1 < deck.length ? "Next card" : "See how it went";
    onward.replaceChildren(next);
    next.focus();
  }

  function end() {
    const right = deck.length - missed.length;
    setResult(drill, missed.length ? "wrong" : deck === cards ? "right" : "half");
    count.textContent = `${right} of ${deck.length} right.`;
    const again = missed;
    const words = card => [...card.children].filter(part => !part.matches("details")).map(part => part.textContent).join(" ");
    choice.replaceChildren();
    tell(...again.length ? [make("p", {}, "Missed:"), make("ul", {}, ...again.map(card =>
      make("li", {}, words(card), " ", make("b", { textContent: rightOf(card) }))))]
      : [make("p", { className: "good", textContent: "✓ No card missed." })]);
    const start = wanted => () => {
      deck = wanted;
      missed = [];
      deal(0);
      deck[0].focus();
    };
    onward.replaceChildren(...again.length ? [press("Try the missed ones again", start(again)), " "] : [], press("All cards again", start(cards)));
    onward.firstElementChild.focus();
  }

  for (const card of cards) card.tabIndex = -1;
  from.classList.add("away");
  list.before(count);
  list.after(choice, place, onward);
  deal(0);
}
