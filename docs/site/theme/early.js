// Runs before the first paint, so that a page never flashes in the wrong colours. Storage may be forbidden: then
// the page is as it would be without a script.
{
  const root = document.documentElement;
  root.classList.add("js");
  for (const name of ["theme", "altitude"]) {
    try {
      const value = localStorage.getItem("inside-the-server." + name);
      if (value) root.dataset[name] = value;
    } catch { /* no memory, no matter */ }
  }
}
