// An exchange on the wire, event by event.
import { count, time } from "../../../studio/wire/page/bytes.js";
import { inWords, kindOf, rowOf } from "../../../studio/wire/page/exchange.js";
import { picture } from "../../../studio/wire/page/picture.js";

const MOST_PAUSE = 1200;

export const view = {
  title: ({ lab, line }) => `Recorded from the reference of ${lab}: ${count(line.up, "byte")} from the client, ${count(line.down, "byte")} from the server.`,
  moments: ({ events }) => events.length,
  still: ({ events }) => events.length - 1,
  pause: ({ events }, i) => Math.min(MOST_PAUSE, 400 + events[i].at - events[i - 1].at),
  words: ({ events }, i) => `Event ${i + 1} of ${events.length}, after ${time(events[i].at)}: ${inWords(events[i])}`,

  begin(place, recording) {
    const { events } = recording;
    const drawn = picture(place.clientWidth || 360);
    const rows = make("ol", { className: "wire-events" }, ...events.map(event => rowOf(recording, event)));
    place.replaceChildren(drawn.drawing, rows);
    return i => {
      drawn.draw({ events, now: null, kinds: event => kindOf(recording, event), until: i });
      [...rows.children].forEach((row, n) => row.classList.toggle("later", n > i));
    };
  },
};
