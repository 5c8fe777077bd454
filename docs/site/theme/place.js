// --- place: how far one is. A bar, the minutes left at this altitude, and the section in the list of contents ---
{
  const wordsPerMinute = 230;
  const prose = "p, li, dt, dd, td, th, h2, h3, h4, summary, legend, figcaption";
  const unread = ".player, .neighbours, .finish, .notebook, .still, details:not([open]) > :not(summary), [hidden]";
  const bar = document.querySelector(".bar");
  const minutes = document.querySelector(".minutes");
  const contents = document.querySelector(".contents");
  const main = document.querySelector("main");
  const links = new Map([...contents?.querySelectorAll("a") ?? []]
    .map(link => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
  let sections = [];    // of main: each with its words, the headings that are listed, and its place on the page
  let asked = 0;
  let measured = false;

  // Asks for no layout: what is hidden is told by attributes.
  function count() {
    const hidden = `${unread}, [data-altitude]:not([data-altitude=${root.dataset.altitude}], .other-altitude > *)`;
    const seen = element => !element.closest(hidden);
    sections = [...main.children].filter(seen).map(section => ({
      section,
      words: [...section.matches(prose) ? [section] : section.querySelectorAll(prose)]
        .filter(piece => seen(piece) && !piece.querySelector("p, li"))
        .reduce((sum, piece) => sum + piece.textContent.trim().split(/\s+/).length, 0),
      headings: [...links.keys()].filter(heading => section.contains(heading) && seen(heading)),
    }));
  }

  function measure() {
    for (const one of sections) {
      const { top, height } = one.section.getBoundingClientRect();
      Object.assign(one, { top: top + scrollY, height });
    }
  }

  function show() {
    const way = document.documentElement.scrollHeight - innerHeight;
    const share = way > 0 ? Math.min(1, scrollY / way) : 1;
    // The line that is being read moves from the top of the window to its end.
    const line = scrollY + share * innerHeight;
    const all = sections.reduce((sum, { words }) => sum + words, 0);
    const read = share === 1 ? all
      : sections.reduce((sum, { words, top, height }) => sum + words * Math.min(1, Math.max(0, line - top) / (height || 1)), 0);
    bar.style.transform = `scaleX(${all ? read / all : share})`;
    const left = Math.ceil((all - read) / wordsPerMinute);
    minutes.replaceChildren(...left ? [`${left} min`, make("span", {}, " to read")] : []);
    // At the end of the page the last sections never come to the top.
    const reached = scrollY + (share === 1 ? innerHeight : 0.25 * innerHeight);
    const begun = sections.findLastIndex(({ top, headings }) => headings.length && top < reached);
    mark(links.get(lastReached(sections[begun], reached - scrollY) ?? before(begun)));
  }

  function lastReached(one, line) {
    return one?.headings.findLast(heading => heading.getBoundingClientRect().top < line);
  }

  function before(index) {
    return sections.slice(0, Math.max(0, index)).findLast(({ headings }) => headings.length)?.headings.at(-1);
  }

  function mark(link) {
    const before = contents?.querySelector("[aria-current]");
    if (before === link || !contents) return;
    before?.removeAttribute("aria-current");
    if (!link) return;
    link.setAttribute("aria-current", "location");
    contents.scrollTop = link.offsetTop - contents.clientHeight / 2;    // it scrolls by itself where it is long
  }

  function soon() {
    asked ||= requestAnimationFrame(() => {
      if (!measured) measure();
      show();
      asked = 0;
      measured = true;
    });
  }

  function recount() {
    count();
    measured = false;
    soon();
  }

  addEventListener("scroll", soon, { passive: true });
  main.addEventListener("toggle", recount, { capture: true });
  document.addEventListener("chosen", recount);
  new ResizeObserver(() => { measured = false; soon(); }).observe(main);
  count();

  // Beside the text the list is open, above it folded.
  const wide = matchMedia("(min-width: 70rem)");
  const fit = () => { if (contents) contents.firstElementChild.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}
