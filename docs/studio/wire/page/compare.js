// Two messages, or two connections, line by line.

import { post } from "../studio/api.js";
import { count, escaped, time } from "./bytes.js";

const SIGNS = { EQUAL: " ", CHANGE: "≠", INSERT: "+", DELETE: "−" };
const WORDS = { EQUAL: "the same", CHANGE: "changed", INSERT: "only in the second", DELETE: "only in the first" };
const place = document.querySelector(".wire-compared");
const linesOf = ({ text }) => escaped(text).replace(/\n$/, "");
let first = null;

// Takes one of the two: { name, text, millis }. Returns what to say.
export async function pick(one) {
  if (!first) {
    first = one;
    return `${one.name} is the first of two. Press Compare at the second one: a message, or another connection.`;
  }
  const [before, after] = [first, one];
  first = null;
  const { rows } = await post("api/wire/compare", { one: linesOf(before), other: linesOf(after) });
  const differ = rows.filter(({ tag }) => tag !== "EQUAL").length;
  const head = ({ name, text, millis }) => `${name}: ${count(text.length, "byte")}, ${time(millis)}`;
  place.replaceChildren(make("p", {}, differ ? `${count(differ, "line")} of ${rows.length} differ.` : "All bytes are the same."),
    make("div", { className: "wire-scroll", tabIndex: 0, role: "region", ariaLabel: "The two, line by line" },
      make("table", {}, make("thead", {}, make("tr", {}, make("th", {}, make("span", { className: "unseen" }, "Difference")),
        ...[before, after].map(each => make("th", { scope: "col" }, head(each))))),
      make("tbody", {}, ...rows.map(({ tag, one: left, other: right }) => {
        const row = make("tr", {}, make("td", { title: WORDS[tag] }, make("span", { ariaHidden: "true" }, SIGNS[tag]),
          make("span", { className: "unseen" }, WORDS[tag])),
        ...[left, right].map(text => make("td", {}, make("code", {}, text))));
        row.dataset.tag = tag;
        return row;
      })))));
  place.parentElement.hidden = false;
  place.parentElement.scrollIntoView({ block: "nearest" });
  return differ ? `${count(differ, "line")} differ.` : "All bytes are the same.";
}
