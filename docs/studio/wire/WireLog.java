package docs.studio.wire;

import docs.studio.process.Changes;
import docs.studio.wire.WireEvent.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What has passed through a proxy: the last connections, with a bound for all bytes of them. */
final class WireLog {

    static final int MOST_CONNECTIONS = 500;
    static final long MOST_BYTES = 16 << 20;

    private final Changes changes;
    private final NavigableMap<Integer, WireConnection> connections = new TreeMap<>();
    private int opened;
    private long version;
    private long kept;

    WireLog(Changes changes) {
        this.changes = changes;
    }

    /** A client has connected. Returns the number of the connection, from 1. */
    int open(int clientPort) {
        synchronized (this) {
            connections.put(++opened, new WireConnection(opened, clientPort));
            while (connections.size() > MOST_CONNECTIONS) {
                kept -= connections.pollFirstEntry().getValue().kept();
            }
        }
        add(opened, Side.CLIENT, Kind.OPENED, 0, null, "");
        return opened;
    }

    void add(int number, Side side, Kind kind, int length, byte[] bytes, String words) {
        synchronized (this) {
            version++;
            WireConnection connection = connections.get(number);
            if (connection == null) {
                return;     // others have come since
            }
            kept -= connection.kept();
            connection.add(side, kind, length, bytes, words, version);
            kept += connection.kept();
            forgetOldest(connection);
        }
        changes.happened();
    }

    private void forgetOldest(WireConnection newest) {
        for (WireConnection each : connections.values()) {
            if (kept <= MOST_BYTES) {
                return;
            }
            if (each != newest) {
                kept -= each.kept();
                each.forgetAll();
            }
        }
    }

    /** Of all that have changed after this version, as many as that, the newest. */
    synchronized List<WireView.Line> changed(long after, int most) {
        List<WireView.Line> lines = new ArrayList<>();
        for (WireConnection each : connections.descendingMap().values()) {
            if (each.version() > after && lines.size() < most) {
                lines.add(WireView.line(each));
            }
        }
        Collections.reverse(lines);
        return lines;
    }

    synchronized long version() {
        return version;
    }

    /** How many connections there have been. */
    synchronized int opened() {
        return opened;
    }

    synchronized long keptBytes() {
        return kept;
    }

    /** Looks at a connection while nothing is added to it. Null if it is forgotten. */
    synchronized <T> T look(int number, Function<WireConnection, T> at) {
        WireConnection connection = connections.get(number);
        return connection == null ? null : at.apply(connection);
    }

    synchronized void clear() {
        connections.clear();
        kept = 0;
        version++;
    }
}
