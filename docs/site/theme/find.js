// --- finding: every word of a question has to be there, from the beginning of a word or of a part of one ---

const most = 50;

// As many characters as before: what is found in the folded text is marked in the other.
const folded = text => text.replace(/[^\x00-\x7f]/g, letter => letter.normalize("NFD")[0]);

// Where a word or its part begins: TIME_WAIT, readHead, Java25.
const beginning = "(?:(?<![A-Za-z0-9])|(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9]))";

// `keepalive` and `keep_alive` both find Keep-Alive.
function patterns(question) {
  const words = folded(question).toLowerCase().split(/\s+/).map(word => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
  return [...new Set(words)].filter(Boolean).map(word => {
    const letters = [...word.replace(/[-_]/g, "")].map(letter =>
      /[a-z]/.test(letter) ? `[${letter}${letter.toUpperCase()}]` : letter.replace(/[\\^$.*+?()[\]{}|\/]/, "\\$&"));
    return new RegExp(beginning + letters.join("[-_]?"), "gu");
  });
}

const hits = (text, pattern) => [...folded(text).matchAll(pattern)];

// A whole word counts more than the beginning of one.
function weight(text, pattern) {
  const found = hits(text, pattern);
  const whole = found.some(hit => !/[A-Za-z0-9]/.test(text[hit.index + hit[0].length] ?? " "));
  return found.length ? 1 + (whole ? 1 : 0) + Math.min(found.length, 5) / 10 : 0;
}

// The glossary says what a word means; an interface page says what the grader checks, which is seldom what is asked for.
const place = entry => entry.file === "glossary.html" ? 10 : entry.file.endsWith("-interface.html") ? -5 : 0;

// The name of an entry counts more than its text, and words side by side more than words apart.
function rank(entry, words, phrase) {
  const name = entry.heading || entry.title;
  let sum = 0;
  let own = false;
  for (const word of words) {
    const inside = 6 * weight(name, word) + 2 * weight(entry.text, word) + weight(entry.code, word);
    const around = weight(entry.title, word);
    if (!inside && !around) return 0;
    own ||= inside > 0;
    sum += inside + around;
  }
  if (!own) return 0;      // the page is found, and not each of its sections
  const wholeName = hits(name, phrase)[0]?.[0].length === name.length;
  return sum + words.length * (4 * weight(name, phrase) + 2 * weight(entry.text, phrase)) + (wholeName ? 20 + place(entry) : 0);
}

function find(entries, question) {
  const words = patterns(question);
  if (!words.length) return [];
  const phrase = new RegExp(words.map(word => word.source).join("[-_ ]"), "gu");
  return entries.map(entry => ({ entry, sum: rank(entry, words, phrase) })).filter(result => result.sum > 0)
    .sort((one, other) => other.sum - one.sum).map(result => result.entry);
}

// The text as nodes: what was found stands in <mark>.
function marked(text, words) {
  const places = words.flatMap(word => hits(text, word)).map(hit => [hit.index, hit.index + hit[0].length]).sort((a, b) => a[0] - b[0]);
  const nodes = [];
  let at = 0;
  for (const [from, to] of places) {
    if (from < at) continue;
    nodes.push(text.slice(at, from), make("mark", { textContent: text.slice(from, to) }));
    at = to;
  }
  return [...nodes, text.slice(at)];
}

// The place with most of the words that were asked for, and what stands around it; for words of a listing, those.
function passage(entry, words) {
  const places = words.map(word => hits(entry.text, word).map(hit => hit.index));
  const near = at => places.filter(one => one.some(place => place >= at && place < at + 120)).length;
  const first = places.flat().reduce((best, at) => near(at) > near(best) || near(at) === near(best) && at < best ? at : best, Infinity);
  if (first === Infinity) {
    const code = entry.code.split(" ").filter(word => words.some(pattern => hits(word, pattern).length)).slice(0, 5);
    if (code.length) return "In its code: " + code.join(" ");
  }
  const from = first === Infinity || first < 80 ? 0 : entry.text.indexOf(" ", first - 60) + 1;
  const to = entry.text.length < from + 180 ? entry.text.length : entry.text.lastIndexOf(" ", from + 180);
  return (from > 0 ? "… " : "") + entry.text.slice(from, to) + (to < entry.text.length ? " …" : "");
}
