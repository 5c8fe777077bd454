package docs.studio.lab;

import docs.studio.process.Changes;
import docs.studio.process.PrintedLines;
import docs.studio.stream.Feed;
import grader.core.course.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What goes on around a lab. A reader begins with how things are; what is new to it is found by comparing. */
final class LabEvents implements AutoCloseable {

    private final LabServer server;
    private final LabWatches watches;

    LabEvents(Changes changes, LabServer server) {
        this.server = server;
        this.watches = new LabWatches(changes);
    }

    /** @return the feed of a lab, which is watched while it has a reader */
    Feed of(Lab lab) {
        return () -> new LabReader(lab);
    }

    /** What a reader knows. */
    private final class LabReader implements Feed.Reader {

        private final Lab lab;
        private final LabWatch watch;
        private final List<Object> news = new ArrayList<>();
        private Map<String, Integer> changes;       // of files, as it knows them; null: nothing was said of them
        private String progress;        // null: nothing was said of it
        private LabServer.State told;       // null: the same
        private Boolean outdated;       // null: the same
        private PrintedLines log;
        private long lines;     // of that log

        LabReader(Lab lab) {
            this.lab = lab;
            this.watch = watches.take(lab);
        }

        @Override
        public List<?> news(boolean last) {
            news.clear();
            LabWatch.Seen seen = watch.seen();
            addFiles(seen);
            if (!seen.progress().equals(progress)) {        // also at the start: the page may have asked a moment
                                                            // before
                progress = seen.progress();
                news.add(Map.of("progress", true));
            }
            addServer();
            boolean now = server.isOutdated(lab, seen.files());
            if (outdated == null || outdated != now) {
                outdated = now;
                news.add(Map.of("outdated", now));
            }
            return List.copyOf(news);
        }

        private void addFiles(LabWatch.Seen seen) {
            if (changes == null) {
                changes = Map.of();
                news.add(Map.of("names", seen.files().keySet()));       // the page may know others, from before
            }
            seen.changes().forEach((name, times) -> {
                String hash = seen.files().get(name);
                if (hash == null && changes.containsKey(name) && !times.equals(changes.get(name))) {
                    news.add(Map.of("gone", name));
                } else if (hash != null && !times.equals(changes.get(name))) {
                    news.add(Map.of("file", Map.of("name", name, "hash", hash)));
                }
            });
            changes = seen.changes();
        }

        private void addServer() {
            LabServer.State state = server.state();
            PrintedLines now = server.log();
            if (now != log) {
                log = now;
                lines = 0;
            }
            if (log != null) {
                PrintedLines.Piece piece = log.from(lines);
                lines = piece.at() + piece.lines().size();
                if (!piece.lines().isEmpty()) {
                    news.add(Map.of("log", piece.lines(), "at", piece.at()));
                }
            }
            if (!state.equals(told)) {
                told = state;
                news.add(Map.of("server", state));
            }
        }

        @Override
        public void close() {
            watches.giveBack(lab);
        }
    }

    /** Looks at a lab's files now: its readers learn of a change, however short. */
    void look(Lab lab) {
        watches.look(lab);
    }

    /** How many labs are watched. */
    int watched() {
        return watches.count();
    }

    @Override
    public void close() {
        watches.close();
    }
}
