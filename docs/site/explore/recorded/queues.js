// Rows of places that fill and empty while a load passes.
import { milli, places, timesTable } from "../../../studio/queues/page/places.js";

const NAMES = ["kernel", "own", "workers"];
const SECOND = 1000;

const seconds = at => (at / SECOND).toFixed(1) + " s";

// Of each second the first moment.
const eachSecond = ({ moments }) => moments.filter(({ at }, i) => !i || Math.floor(at / SECOND) > Math.floor(moments[i - 1].at / SECOND));

export const view = {
  title: ({ lab, limits, hold }) => `Recorded from the reference of ${lab}, whose ${limits.workers} workers need ${hold} ms per request.`,
  moments: ({ moments }) => moments.length,
  // The last one under load that is as full as any.
  still: ({ moments }) => {
    const full = moments.map(moment => moment.rate && NAMES.reduce((sum, name) => sum + moment[name], 0));
    return full.lastIndexOf(Math.max(...full));
  },
  pause: ({ moments }, i) => moments[i].at - moments[i - 1].at,
  words: ({ moments, limits }, i) => `${seconds(moments[i].at)}: ${moments[i].rate} requests per second. The kernel's queue has `
    + `${moments[i].kernel} of ${limits.kernel}, the server's ${moments[i].own} of ${limits.own}; ${moments[i].workers} of ${limits.workers} workers are busy.`,

  numbers: recording => make("table", {},
    make("thead", {}, make("tr", {}, ...["After", "Requests per second", "In the kernel's queue", "In the server's queue", "Busy workers", "Client p50", "Client p99"]
      .map(name => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...eachSecond(recording).map(({ at, rate, kernel, own, workers, p50, p99 }) =>
      make("tr", {}, ...[seconds(at), rate, kernel, own, workers, milli(p50), milli(p99)].map(cell => make("td", {}, String(cell))))))),

  begin(place, { moments, limits }) {
    const rows = make("div", { className: "queues-places" });
    const load = make("p", { className: "queues-load" });
    const times = make("div", { className: "queues-times" });
    place.replaceChildren(load, rows, times);
    const drawn = places(rows);
    return i => {
      const { at, rate, p50, p99 } = moments[i];
      load.textContent = `${rate} requests per second, after ${seconds(at)}`;
      drawn.fill(Object.fromEntries(NAMES.map(name => [name, [moments[i][name], limits[name]]])));
      times.replaceChildren(timesTable([["What clients wait", [p50, p99]]]));
    };
  },
};
