// --- elements that scripts add to a page ---

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function press(text, action) {
  const button = make("button", { type: "button", textContent: text });
  button.addEventListener("click", action);
  return button;
}
