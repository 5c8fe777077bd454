// The answer to a drill: a stop, then a cause; and what decides.

// `name` takes a stop and the place of a cause, and returns how many faults are left to name after a right answer.
export function answerForm({ name, giveUp, fail }) {
  const stops = make("fieldset", { className: "drill-stops" });
  const causes = make("fieldset", { className: "drill-causes", hidden: true });
  const send = make("button", { textContent: "That is it", disabled: true });
  const giving = press("Give up, and show it", () => act(giveUp));
  const whole = make("form", {}, stops, causes, make("p", { className: "drill-fields" }, send, giving));
  const chosen = field => whole.querySelector(`input[name=${field}]:checked`)?.value;
  const choice = (field, value, words) => make("label", {}, make("input", { type: "radio", name: field, value }), " ", words);

  async function act(how) {
    send.disabled = true;
    giving.disabled = true;
    try {
      return await how();
    } catch (problem) {
      fail(problem);
      return null;
    } finally {
      send.disabled = !chosen("cause");
      giving.disabled = false;
    }
  }

  let all = [];

  function show(known) {
    all = known;
    whole.hidden = false;
    causes.hidden = true;
    send.disabled = true;
    stops.replaceChildren(make("legend", {}, "The fault is at"), ...all.map(({ stop }, i) => choice("stop", stop, `${i + 1} ${stop}`)));
  }

  stops.addEventListener("change", () => {
    const { causes: some } = all.find(({ stop }) => stop === chosen("stop"));
    causes.replaceChildren(make("legend", {}, "The cause is that"), ...some.map((cause, i) => choice("cause", i, cause)));
    causes.hidden = false;
    send.disabled = true;
  });
  causes.addEventListener("change", () => { send.disabled = false; });
  whole.addEventListener("submit", async event => {
    event.preventDefault();
    const left = await act(() => name(chosen("stop"), Number(chosen("cause"))));
    if (!left) {
      send.focus();
      return;
    }
    show(all);
    stops.querySelector("input").focus();
  });

  return { whole, show, close: () => { whole.hidden = true; } };
}

const block = (label, lines) => make("pre", { tabIndex: 0, role: "region", ariaLabel: label }, ...lines);
const part = (title, ...children) => make("section", {}, make("h3", {}, title), ...children);
// Data names code as AsciiDoc does.
export const prose = text => make("p", {}, ...text.split(/`([^`]+)`/).map((piece, i) => i % 2 ? make("code", {}, piece) : piece));
export const rule = (lines, of = "the rule") => block(`What ${of} sees`, [lines.join("\n")]);

export function decision(each, stops, of) {
  const stop = each.stop.toLowerCase();
  const number = stops.findIndex(one => one.stop === stop) + 1;
  const [file, ...lines] = each.difference;
  return make("article", { className: "drill-decision" }, make("h2", {}, `${number} ${stop}: ${each.cause}`),
    make("p", {}, each.found ? "You found it. " : "You did not find it at the first try. ", `${of > 1 ? "It" : "This fault"} comes again after ${each.again} drills.`),
    part("What decides", prose(each.evidence), make("p", {}, "What its rule measures in this server now:"), rule(each.measured, `the rule of ${each.name}`),
      ...each.named ? [make("p", {}, `And the rule of what you named, ${each.named}:`), rule(each.namedMeasured, `the rule of ${each.named}`)] : []),
    part("The code", make("p", {}, make("code", {}, file)), block("What the fault has changed",
      lines.map(line => make(line.startsWith("+") ? "ins" : "del", {}, line + "\n")))),
    part("What misleads", ...each.misleads.map(prose)),
    part("It has happened", make("p", {}, each.source.what), make("p", {}, make("a", { href: each.source.url, rel: "noreferrer", target: "_blank", textContent: each.source.url }))),
    ...each.model ? [part("To play with", make("p", {}, make("a", { href: each.model.replace("#", ".html#"), textContent: "A model of it" })))] : [],
    part("What to do", make("p", {}, make("a", { href: `runbook.html#${stop}`, textContent: `The runbook, ${stop}` }))));
}
