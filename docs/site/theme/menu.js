// --- the folds in the head: the menu of all pages, and the altitudes. With a script they close by themselves ---

const menu = document.querySelector(".menu");
const menuSum = make("span");
menu.querySelector(".settings").before(make("p", { className: "far" }, menuSum, " ", press("Your progress…", openKept)));

function showFar() {
  const { done, all } = donePages(readRecord());
  menuSum.textContent = `${done} of ${counted(all, "page")} done.`;
}
document.addEventListener("record", showFar);
showFar();

for (const fold of document.querySelectorAll(".top > details, .switches > details")) {
  const isOutside = element => !fold.contains(element) && !element.closest("dialog");
  const close = () => {
    const inside = fold.contains(document.activeElement);
    fold.open = false;
    if (inside) fold.querySelector("summary").focus();
  };
  fold.addEventListener("keydown", event => {
    if (event.key === "Escape" && fold.open) close();
  });
  fold.addEventListener("focusout", event => {
    if (event.relatedTarget && isOutside(event.relatedTarget)) fold.open = false;
  });
  document.addEventListener("pointerdown", event => {
    if (isOutside(event.target)) fold.open = false;
  });
  if (fold !== menu) document.addEventListener("chosen", close);
}
