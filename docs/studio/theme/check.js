// javac's words about what the learner is typing.

import { post } from "./api.js";
import { textOf } from "./editor.js";

// Makes a function that asks javac about a file, which is `which` for the studio; `show` gets the file and the problems.
// There is one question at a time, and if the text has changed meanwhile it is asked again at once.
export function checker(show, fail) {
  let asking = false;
  let next = null;
  return async function check(wanted) {
    next = wanted;
    if (asking) return;
    asking = true;
    while (next) {
      const file = next;
      next = null;
      const text = textOf(file.view);
      try {
        const { problems } = await post("api/code/check", { ...file.which, text });
        if (text === textOf(file.view)) show(file, problems);
        else next ??= file;
      } catch (problem) {
        fail(problem);
      }
    }
    asking = false;
  };
}

export const wrong = () => make("p", { className: "lab-wrong", role: "status" });

// The first error in words, below the file: not all can see where a line is marked.
export function tellFirst(wrong, file, errors, goTo) {
  const first = errors.find(error => error.file === file.name) ?? errors[0];
  const place = first && `${first.file}:${first.line}`;
  wrong.replaceChildren(...first ? [press(place, () => goTo(place)), " " + first.text.split("\n")[0],
    errors.length > 1 ? `, and ${errors.length - 1} more` : ""] : []);
}
