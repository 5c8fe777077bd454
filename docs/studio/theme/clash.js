// A file that was changed here and by another program: nothing is written until the learner has chosen.

export const clashes = make("div", { className: "lab-clashes" });

// Asks which one is to stay. The caller removes what is returned when the question is out of date.
export function clash(name, { take, keep }) {
  const question = make("div", { className: "lab-clash", role: "alert" },
    make("p", { textContent: name + " has also been changed outside this page." }));
  const choice = (text, then) => question.append(press(text, () => {
    question.remove();
    then();
  }), " ");
  choice("Take the file on disk", take);
  choice("Keep what is here", keep);
  clashes.append(question);
  return question;
}
