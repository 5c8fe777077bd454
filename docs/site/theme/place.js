// --- place: how far one is. A bar, the minutes left at this altitude, and the section in the list of contents ---
{
  const wordsPerMinute = 230;
  const prose = "p, li, dt, dd, td, th, h2, h3, h4, summary, legend, figcaption";
  const bar = document.querySelector(".bar");
  const minutes = document.querySelector(".minutes");
  const contents = document.querySelector(".contents");
  const main = document.querySelector("main");
  let pieces = [];      // of the prose that is seen: where it ends, and how many words it has
  let headings = [];    // those that are seen and listed: the link in the list, and where they are
  let asked = 0;
  let fresh = false;

  // One read of the layout, when it has changed; to scroll costs none.
  function measure() {
    pieces = [...main.querySelectorAll(prose)]
      .filter(piece => !piece.querySelector("p, li") && !piece.closest(".player, .neighbours, .finish, .notebook") && piece.checkVisibility())
      .map(piece => [piece.getBoundingClientRect().bottom + scrollY, piece.textContent.trim().split(/\s+/).length]);
    headings = [...contents?.querySelectorAll("a") ?? []]
      .map(link => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
      .filter(([, heading]) => heading?.checkVisibility())
      .map(([link, heading]) => [link, heading.getBoundingClientRect().top + scrollY]);
  }

  function show() {
    const way = document.documentElement.scrollHeight - innerHeight;
    const share = way > 0 ? Math.min(1, scrollY / way) : 1;
    bar.style.transform = `scaleX(${share})`;
    // The line that is being read moves from the top of the window to its end.
    const line = scrollY + share * innerHeight;
    const words = pieces.reduce((sum, [end, count]) => end > line ? sum + count : sum, 0);
    const left = Math.ceil(words / wordsPerMinute);
    minutes.replaceChildren(...left ? [`${left} min`, make("span", {}, " to read")] : []);
    // At the end of the page the last sections never come to the top.
    const top = share === 1 ? innerHeight : 0.25 * innerHeight;
    mark(headings.findLast(([, at]) => at < scrollY + top)?.[0]);
  }

  function mark(link) {
    const before = contents?.querySelector("[aria-current]");
    if (before === link || !contents) return;
    before?.removeAttribute("aria-current");
    if (!link) return;
    link.setAttribute("aria-current", "location");
    contents.scrollTop = link.offsetTop - contents.clientHeight / 2;    // it scrolls by itself where it is long
  }

  function soon(newLayout) {
    fresh ||= newLayout;
    asked ||= requestAnimationFrame(() => {
      if (fresh) measure();
      show();
      asked = 0;
      fresh = false;
    });
  }

  addEventListener("scroll", () => soon(false), { passive: true });
  new ResizeObserver(() => soon(true)).observe(main);

  // Beside the text the list is open, above it folded.
  const wide = matchMedia("(min-width: 70rem)");
  const fit = () => { if (contents) contents.firstElementChild.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}
