// Runs in a page that has the scripts of all models. Says what is wrong with them; each is right within 2 % of theory.
recorded => {
  const problems = [];
  const { models, begin, starts, Chance, svg, csv, predicted } = explore;

  function near(what, measured, right) {
    if (!(Math.abs(measured / right - 1) < .02)) problems.push(`${what}: ${measured}, and theory says ${right}`);
  }

  function after(name, values, seconds, memory) {
    const run = models[name].begin(new Chance(7), { ...starts(models[name]), ...values }, memory);
    run.sim.run(seconds);
    return run;
  }

  // Erlang's C by his B, and what follows from it for M/M/c.
  function waits(c, load) {
    let b = 1;
    for (let i = 1; i <= c; i++) b = c * load * b / (i + c * load * b);
    return b / (1 - load * (1 - b));
  }
  const meanWait = (c, load, service) => waits(c, load) * service / (c * (1 - load));

  for (const [workers, load] of [[1, 50], [4, 70], [8, 80]]) {
    const waited = after("utilization", { workers, load }, 1e4 / workers, 1e6).waited;
    near(`M/M/${workers} at ${load}%, mean wait`, waited.mean, meanWait(workers, load / 100, .01));
    near(`M/M/${workers} at ${load}%, share that waits`, waited.all.filter(wait => wait > 0).length / waited.all.length, waits(workers, load / 100));
  }
  near("M/D/1 at 60%, mean wait", after("utilization", { load: 60, spread: "constant" }, 1e4, 1).waited.mean, .01 * .6 / .4 / 2);
  near("accept queue with room, mean time of clients", after("accept-queue", { rate: 60, backlog: 500 }, 8e3).all.clients.mean, .05 + meanWait(4, .75, .05));
  near("accept queue, mean time of the server", after("accept-queue", { rate: 200, backlog: 5 }, 4e3).all.server.mean, .05);
  near("five servers at random, mean time", after("balancing", { policy: "random", slow: 1 }, 1e3).times().mean, .01 / .5);

  for (const model of Object.values(models)) {
    const { name } = model;
    const still = svg(model, model.title);
    if (recorded[name + ".svg"] !== still || recorded[name + ".csv"] !== csv(model)) {
      problems.push(`${name}: its recorded picture or table is not what the model gives: node docs/site/explore/record.mjs ${name}`);
    }
    // What the terminal knows of the model; one place of many, as runs take a while.
    if (model.measure) {
      const { predicted: known, handles, within } = JSON.parse(recorded[name + ".json"]);
      const place = Object.values(starts(model)).join("|");
      const same = JSON.stringify(known[place]) === JSON.stringify(predicted(model, starts(model))) && within === model.measure.within
        && handles.every(({ values }, i) => String(values) === String(model.handles[i].values));
      if (!same) problems.push(`${name}: its recorded predictions are not what the model gives: node docs/site/explore/record.mjs ${name}`);
    }
    // Every handle to every place while it runs: nothing breaks, and no request is lost or comes twice.
    const values = starts(model);
    const run = model.begin(new Chance(3), values);
    const paper = { width: 340, rect() {}, line() {}, text() {}, disc() {}, __proto__: explore.Pen.prototype };
    let now = 0;
    for (const handle of model.handles) {
      for (const value of handle.values) {
        values[handle.name] = value;
        run.changed?.();
        run.sim.run(now += 3.7 * model.speed);
        run.draw(paper);
        if (/NaN|undefined|Infinity/.test(run.words())) problems.push(`${name}, ${handle.name} ${value}: ${run.words()}`);
        if (run.sum) {
          const { born, ...ends } = run.sum;
          const gone = (ends.served ?? ends.good) + (ends.lost ?? ends.failed);
          if (born !== gone + run.inside()) problems.push(`${name}, ${handle.name} ${value}: ${born} came, ${gone} left, ${run.inside()} are inside`);
        }
      }
    }
    // The frames between do not matter: the same inputs give the same picture.
    const steps = begin({ ...model, still: 0 }, starts(model));
    for (let time = .0137; time < model.still; time += .0137) steps.sim.run(time);
    steps.sim.run(model.still);
    if (!still.includes(steps.words().replaceAll("&", "&amp;").replaceAll("<", "&lt;"))) problems.push(`${name}: other frames, another end: ${steps.words()}`);
  }
  return problems;
}
