// A text that was changed here and also elsewhere: nothing is written until the learner has chosen.

import { diffLines } from "./diff.js";

export const clashes = make("div", { className: "lab-clashes" });

// Asks what is to be done about what was changed here; `choices` are buttons: their words, and what each does. The caller
// removes what is returned when the question is out of date.
export function clash(text, choices) {
  const question = make("div", { className: "lab-clash", role: "alert" }, make("p", { textContent: text }));
  for (const [words, action] of Object.entries(choices)) {
    question.append(press(words, () => {
      question.remove();
      action();
    }), " ");
  }
  clashes.append(question);
  return question;
}

// The question about two versions, or about one here of a text that is gone elsewhere.
export function whichStays(name, isGone, { take, keep, difference }) {
  if (isGone) {
    return clash(`${name} was deleted outside this page. What you typed is still here.`,
      { "Save it again": keep, "Delete it here, too": take });
  }
  const question = clash(`${name} has also been changed outside this page.`,
    { "Take the other version": take, "Keep what is here": keep });
  const shown = make("div");
  const fold = make("details", {}, make("summary", { textContent: "What differs: − is here, + is the other version" }), shown);
  fold.addEventListener("toggle", () => fold.open && shown.replaceChildren(diffLines(difference(), "What differs")));
  question.append(fold);
  return question;
}
