// Runs before the first paint: the text has from the beginning the room that the open lab leaves it. Else it would become
// narrower and longer once the browser has scrolled to where the reader wants to be.
{
  const root = document.documentElement;
  root.classList.add("live");
  history.scrollRestoration = "manual";         // landing.js knows better: by the text, not by pixels
  try {
    const isOpen = localStorage.getItem("inside-the-server.lab") === "open";
    for (const name of ["lab-width", "lab-height", "panels-height"]) {
      const percent = +localStorage.getItem("inside-the-server." + name);
      if (percent) root.style.setProperty("--" + name, percent);
    }
    if (isOpen && /\/lab\d\d(-interface)?\.html$/.test(location.pathname)) root.classList.add("with-lab");
  } catch { /* no memory: the lab is closed at first */ }
}
