package docs.studio.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The messages in the bytes of a connection. They are read when a page looks, and what is complete is not read again.
 * Where bytes are no longer kept, it goes on at the next read that begins like a message.
 */
final class WireMessages {

    private static final int MOST_KEPT = 6_000;
    private static final int FEW_BYTES = 8 << 10;
    private static final String STATUS = "HTTP/";
    private static final Pattern BEGINS =
            Pattern.compile("(?:HTTP/\\d\\.\\d \\d|[A-Z]{2,20} [!-~]+ HTTP/).*", Pattern.DOTALL);

    /**
     * A message and its place.
     *
     * @param number among those of its side, from 1; of surplus bytes, that of the response before them
     * @param start the place of its first byte among all that its side has sent
     */
    record Placed(int number, Side side, long start, FramedMessage message) {

        long end() {
            return Math.max(start + message.length(), start + message.announced());
        }

        /** In words, that these bytes come after the end of a response; empty if they are a message. */
        String excess() {
            return message.isSurplus() ? "response " + number + " is longer than it said" : "";
        }

        /** What breaks a rule, in words. */
        List<String> wrong() {
            List<String> wrong = new ArrayList<>(message.wrong());
            if (!excess().isEmpty()) {
                wrong.addFirst(excess() + ": after its end "
                        + (message.length() == 1 ? "comes one byte" : "come " + message.length() + " bytes"));
            }
            return wrong;
        }

        @Override
        public String toString() {
            return message.isSurplus() ? "what comes after response " + number
                    : (side == Side.CLIENT ? "request " : "response ") + number;
        }
    }

    /** How far one side is read. */
    private static final class Progress {

        private final List<Placed> complete = new ArrayList<>();
        private Placed begun;       // null: none
        private long at;
        private int count;
        private int finals;         // of responses, those that are no interim ones
        private boolean tunnel;     // HTTP has ended: 101, or bytes that make no sense

        void add(Placed placed) {
            keep(placed);
            count++;
        }

        void keep(Placed placed) {
            complete.add(placed);
            if (complete.size() > MOST_KEPT) {
                complete.removeFirst();
            }
        }
    }

    /** Bytes without a gap. */
    private record Run(long start, String text, List<Long> reads) {

        long end() {
            return start + text.length();
        }
    }

    private final Map<Side, Progress> sides = new EnumMap<>(Side.class);
    private final List<String> methods = new ArrayList<>();     // of requests, in order

    WireMessages() {
        for (Side side : Side.values()) {
            sides.put(side, new Progress());
        }
    }

    /** All of both sides, those of the client first. */
    List<Placed> of(WireConnection connection) {
        List<Placed> all = new ArrayList<>();
        for (Side side : Side.values()) {
            Progress progress = sides.get(side);
            read(connection, side, progress);
            all.addAll(progress.complete);
            if (progress.begun != null) {
                all.add(progress.begun);
            }
        }
        return all;
    }

    private void read(WireConnection connection, Side side, Progress progress) {
        progress.begun = null;
        List<Run> runs = runs(connection, side, progress.at);
        for (int i = 0; i < runs.size() && !progress.tunnel; i++) {
            Run run = runs.get(i);
            boolean last = i == runs.size() - 1 && run.end() == connection.sent(side);
            if (run.start() > progress.at) {
                progress.at = run.reads()
                        .stream()
                        .filter(start -> BEGINS.matcher(run.text().substring((int) (start - run.start()))).lookingAt())
                        .findFirst()
                        .orElse(run.end());
            }
            read(run, side, progress, last, last && connection.hasEnded(side));
        }
    }

    private void read(Run run, Side side, Progress progress, boolean last, boolean ended) {
        while (progress.at < run.end() && !progress.tunnel) {
            int surplus = side == Side.SERVER && progress.count > 0 ? surplus(run, progress) : 0;
            if (surplus > 0) {
                progress.keep(new Placed(progress.count, side, progress.at, FramedMessage.surplus(surplus)));
                progress.at += surplus;
                continue;
            }
            FramedMessage message = next(run, side, progress, ended);
            Placed placed = new Placed(progress.count + 1, side, progress.at, message);
            if (message.isComplete() || !last && message.announced() >= 0) {
                progress.add(placed);
                progress.at = placed.end();
                progress.finals += message.isInterim() ? 0 : 1;
                progress.tunnel = message.status() == 101;
                if (side == Side.CLIENT) {
                    methods.add(message.method());
                }
            } else if (last) {
                progress.begun = placed;
                return;
            } else {
                progress.add(placed);
                progress.at = run.end();
            }
        }
    }

    /** How many bytes come before what may be the next response. */
    private static int surplus(Run run, Progress progress) {
        int from = (int) (progress.at - run.start());
        String few = run.text().substring(from, Math.min(run.text().length(), from + STATUS.length()));
        if (STATUS.startsWith(few)) {
            return 0;
        }
        int next = run.text().indexOf(STATUS, from);
        return (next < 0 ? run.text().length() : next) - from;
    }

    /** Most messages are small: the reader gets few bytes first. */
    private FramedMessage next(Run run, Side side, Progress progress, boolean ended) {
        int from = (int) (progress.at - run.start());
        int few = Math.min(run.text().length(), from + FEW_BYTES);
        FramedMessage message = next(run.text().substring(from, few), side, progress, false);
        return message.isComplete() || few == run.text().length() && !ended ? message
                : next(run.text().substring(from), side, progress, ended);
    }

    private FramedMessage next(String bytes, Side side, Progress progress, boolean ended) {
        return side == Side.CLIENT ? FramedMessage.request(bytes)
                : FramedMessage.response(bytes, method(progress.finals), ended);
    }

    private String method(int index) {
        return index < methods.size() ? methods.get(index) : "GET";
    }

    private static List<Run> runs(WireConnection connection, Side side, long from) {
        List<Run> runs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        List<Long> reads = new ArrayList<>();
        long start = -1;
        for (WireEvent event : connection.events()) {
            if (event.side() != side || event.kind() != WireEvent.Kind.BYTES || event.end() <= from) {
                continue;
            }
            if (event.isKept()) {
                start = start < 0 ? event.start() : start;
                reads.add(event.start());
                text.append(event.text());
            } else if (start >= 0) {
                runs.add(new Run(start, text.toString(), List.copyOf(reads)));
                text.setLength(0);
                reads.clear();
                start = -1;
            }
        }
        if (start >= 0) {
            runs.add(new Run(start, text.toString(), List.copyOf(reads)));
        }
        return runs;
    }
}
