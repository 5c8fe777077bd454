// --- the menu of all pages: a fold without a script; with one it closes by itself, and says how far one is ---

const menu = document.querySelector(".menu");
const menuSum = make("span");
menu.querySelector("nav").append(make("p", { className: "far" }, menuSum, " ", press("Your progress…", openKept)));

function showFar() {
  const { done, all } = donePages(readRecord());
  menuSum.textContent = `${done} of ${counted(all, "page")} done.`;
}
document.addEventListener("record", showFar);
showFar();

menu.addEventListener("keydown", event => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
menu.addEventListener("focusout", event => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget) && !kept.contains(event.relatedTarget)) menu.open = false;
});
document.addEventListener("pointerdown", event => {
  if (!menu.contains(event.target) && !kept.contains(event.target)) menu.open = false;
});
