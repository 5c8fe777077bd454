package docs.studio.wire;

import docs.studio.wire.WireEvent.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What has passed on one connection. Of each side the first bytes and the last are kept, the others are counted: what
 * was asked and how it ended can be read, however long it went on.
 */
final class WireConnection {

    static final int KEPT_AT_START = 64 << 10;
    static final int KEPT_AT_END = 960 << 10;
    /** More than twice the reads of 5,000 messages. */
    static final int MOST_EVENTS = 24_000;

    private final int number;
    private final int clientPort;
    private final List<WireEvent> events = new ArrayList<>();
    private final Map<Side, Deque<Integer>> last = new EnumMap<>(Side.class);    // kept events after the first bytes
    private final Map<Side, Integer> lastBytes = new EnumMap<>(Side.class);
    private final Map<Side, Long> sent = new EnumMap<>(Side.class);
    private final WireMessages messages = new WireMessages();
    private long kept;
    private long version;       // of the log, when something happened here last
    private boolean over;

    WireConnection(int number, int clientPort) {
        this.number = number;
        this.clientPort = clientPort;
        for (Side side : Side.values()) {
            last.put(side, new ArrayDeque<>());
            lastBytes.put(side, 0);
            sent.put(side, 0L);
        }
    }

    int number() {
        return number;
    }

    int clientPort() {
        return clientPort;
    }

    List<WireEvent> events() {
        return events;
    }

    WireMessages messages() {
        return messages;
    }

    /** Bytes of both sides that are kept. */
    long kept() {
        return kept;
    }

    long sent(Side side) {
        return sent.get(side);
    }

    long version() {
        return version;
    }

    /** Notes an event. @param bytes null unless it is BYTES */
    void add(Side side, Kind kind, int length, byte[] bytes, String words, long version) {
        this.version = version;
        over |= kind == Kind.CLOSED || kind == Kind.CUT || kind == Kind.RST || kind == Kind.FAILED;
        long start = sent.get(side);
        if (kind == Kind.BYTES) {
            sent.put(side, start + length);
        }
        if (events.size() >= MOST_EVENTS && !over) {
            if (events.size() == MOST_EVENTS) {
                events.add(new WireEvent(events.size(), System.nanoTime(), side, Kind.UNNOTED, start, 0, null, ""));
            }
            return;
        }
        events.add(new WireEvent(events.size(), System.nanoTime(), side, kind, start, length, bytes, words));
        if (bytes != null) {
            keep(side, events.getLast());
        }
    }

    private void keep(Side side, WireEvent event) {
        kept += event.length();
        if (event.start() < KEPT_AT_START) {
            return;
        }
        last.get(side).addLast(event.number());
        lastBytes.merge(side, event.length(), Integer::sum);
        while (lastBytes.get(side) > KEPT_AT_END) {
            int oldest = last.get(side).removeFirst();
            lastBytes.merge(side, -events.get(oldest).length(), Integer::sum);
            forget(oldest);
        }
    }

    private void forget(int index) {
        WireEvent event = events.get(index);
        if (event.isKept()) {
            kept -= event.length();
            events.set(index, event.withoutBytes());
        }
    }

    /** Lets go of all bytes. What happened stays. */
    void forgetAll() {
        last.values().forEach(Deque::clear);
        lastBytes.replaceAll((side, count) -> 0);
        for (int i = 0; i < events.size(); i++) {
            forget(i);
        }
    }

    boolean isOver() {
        return over;
    }

    /** Whether this side has said that it sends no more. */
    boolean hasEnded(Side side) {
        return events.stream().anyMatch(event -> event.kind() == Kind.FIN && event.side() == side);
    }
}
