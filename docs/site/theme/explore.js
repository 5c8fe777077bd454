// --- explore: the script of a model comes when its picture is near ---

const scripts = {};

function bring(name) {
  return scripts[name] ??= new Promise((resolve, reject) => {
    const script = make("script", { src: new URL(name + ".js", site).href });
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("no " + name)));
    document.head.append(script);
  });
}

{
  const near = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const name = target.dataset.model;
      bring("explore").then(() => bring("explore-" + name)).then(() => name in explore.recorded
        ? explore.replay(target, explore.recorded[name]) : explore.show(target, explore.models[name]),
        () => { /* the picture stays still */ });
    }
  }, { rootMargin: "600px" });
  for (const block of document.querySelectorAll(".explored")) near.observe(block);
}
