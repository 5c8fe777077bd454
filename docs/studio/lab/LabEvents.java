package docs.studio.lab;

import docs.studio.process.Changes;
import docs.studio.process.PrintedLines;
import docs.studio.web.Call.JsonLines;
import grader.course.Lab;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells readers what goes on around a lab, for as long as they listen. What a reader has not heard yet is found by
 * comparing, so nothing waits for a reader who is slow.
 */
final class LabEvents implements AutoCloseable {

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    /** A server may print a lot: its lines are told of in pieces. */
    private static final Duration BETWEEN = Duration.ofMillis(40);

    /** What a reader knows. */
    private static final class Told {
        Map<String, String> files = Map.of();
        String progress;        // null: nothing was said of it
        LabServer.State server;     // null: the same
        Boolean outdated;       // null: the same
        PrintedLines log;
        long lines;     // of that log
    }

    private final Changes changes;
    private final LabServer server;
    private final LabWatches watches;
    private volatile boolean closed;

    LabEvents(Changes changes, LabServer server) {
        this.changes = changes;
        this.server = server;
        this.watches = new LabWatches(changes);
    }

    /** Begins with how things are, and returns when the reader is found to be gone. */
    void tell(Lab lab, JsonLines reader) throws InterruptedException {
        LabWatch watch = watches.take(lab);
        try {
            Told told = new Told();
            long count = changes.count();
            while (!closed) {
                tell(lab, watch.seen(), told, reader);
                Thread.sleep(BETWEEN);
                long now = changes.await(count, HEARTBEAT);
                if (now == count) {
                    reader.send(Map.of());
                }
                count = now;
            }
        } catch (IOException gone) {
            // the page was closed
        } finally {
            watches.giveBack(lab);
        }
    }

    private void tell(Lab lab, LabWatch.Seen seen, Told told, JsonLines reader) throws IOException {
        for (Map.Entry<String, String> file : seen.files().entrySet()) {
            if (!file.getValue().equals(told.files.get(file.getKey()))) {
                reader.send(Map.of("file", Map.of("name", file.getKey(), "hash", file.getValue())));
            }
        }
        for (String name : told.files.keySet()) {
            if (!seen.files().containsKey(name)) {
                reader.send(Map.of("gone", name));
            }
        }
        told.files = new HashMap<>(seen.files());
        if (!seen.progress().equals(told.progress)) {       // also at the start: the page may have asked a moment
                                                            // before
            reader.send(Map.of("progress", true));
        }
        told.progress = seen.progress();
        tellOfServer(told, reader);
        boolean outdated = server.isOutdated(lab, seen.files());
        if (told.outdated == null || outdated != told.outdated) {
            told.outdated = outdated;
            reader.send(Map.of("outdated", outdated));
        }
    }

    private void tellOfServer(Told told, JsonLines reader) throws IOException {
        LabServer.State state = server.state();
        PrintedLines log = server.log();
        if (log != told.log) {
            told.log = log;
            told.lines = 0;
        }
        if (log != null) {
            PrintedLines.Piece piece = log.from(told.lines);
            told.lines = piece.at() + piece.lines().size();
            if (!piece.lines().isEmpty()) {
                reader.send(Map.of("log", piece.lines(), "at", piece.at()));
            }
        }
        if (!state.equals(told.server)) {
            told.server = state;
            reader.send(Map.of("server", state));
        }
    }

    /** How many labs are watched. */
    int watched() {
        return watches.count();
    }

    @Override
    public void close() {
        closed = true;
        changes.happened();
        watches.close();
    }
}
