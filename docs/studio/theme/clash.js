// A text that was changed here and also elsewhere: nothing is written until the learner has chosen.

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
export function whichStays(name, isGone, { take, keep }) {
  return isGone ? clash(`${name} was deleted outside this page. What you typed is still here.`,
    { "Save it again": keep, "Delete it here, too": take })
    : clash(`${name} has also been changed outside this page.`,
      { "Take the other version": take, "Keep what is here": keep });
}
