// The way of a request through the server, from stop to stop.
import { ROWS, table, time } from "../../../studio/xray/page/waterfall.js";

const SLOWER = 40;              // than it was
const LEAST_PAUSE = 250;

// When it leaves a place; and its beginning.
const times = ({ request: { spans } }) => [0, ...new Set(spans.map(({ from, ms }) => from + ms))].sort((one, two) => one - two);

// What has been by then.
const until = ({ request }, at) => request.spans.filter(({ from }) => from < at).map(({ from, ms, place }) => ({ place, from, ms: Math.min(ms, at - from) }));

export const view = {
  title: ({ lab, request, about }) => `Recorded from the reference of ${lab}: ${request.name}, ${about}.`,
  moments: recording => times(recording).length,
  still: recording => times(recording).length - 1,
  pause: (recording, i) => Math.max(LEAST_PAUSE, SLOWER * (times(recording)[i] - times(recording)[i - 1])),
  words(recording, i) {
    const at = times(recording)[i];
    const last = until(recording, at).at(-1)?.place;
    const [, , name, does] = ROWS.agent.find(([place]) => place === last) ?? [];
    return name ? `After ${time(at)}: ${name}, ${does}, is over.` : "The client has sent its request.";
  },

  begin(place, recording) {
    const { request, calls } = recording;
    return i => {
      place.replaceChildren(table({ ...request, spans: until(recording, times(recording)[i]) }, "agent", calls));
    };
  },
};
