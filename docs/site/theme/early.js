// Runs before the first paint, so that a page never flashes in the wrong colors or at the wrong altitude. Storage may
// be forbidden: then each page begins as on the first visit.
{
  const root = document.documentElement;
  root.classList.add("js");
  root.dataset.altitude = "junior";
  const known = { theme: /^(auto|light|dark)$/, altitude: /^(zero|junior|middle|senior)$/ };
  for (const name of Object.keys(known)) {
    try {
      const value = localStorage.getItem("inside-the-server." + name);
      if (known[name].test(value)) root.dataset[name] = value;
    } catch { /* no memory, no matter */ }
  }
}
