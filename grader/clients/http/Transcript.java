package grader.clients.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened in one check, in numbered steps. If the check failed, the last step is what differs.
 *
 * <p>Steps may come from several threads; each is added whole.
 */
public final class Transcript {

    /**
     * Bounds what a check with thousands of connections leaves in memory; {@link TranscriptRenderer} shows far fewer.
     */
    private static final int MOST_KEPT = 1_000;

    private final List<Entry> entries = new ArrayList<>();
    private final Map<Peer, Entry> sent = new HashMap<>();          // of each peer the last step that was not kept
    private final Map<Peer, Entry> received = new HashMap<>();
    private Entry lastHidden;                                       // null: the last step was kept
    private int forgotten;
    private boolean quiet;

    /** A step as it was taken. `peer` is null for what is told of no client in particular. */
    record Entry(Peer peer, String sign, List<String> lines, Mark mark) {}

    /**
     * One step as it is shown.
     *
     * @param who `client 2` or `admin`; empty where there is only one client, or the step is not a client's
     * @param lane 1 if another client, in lane 0, has begun before and ends later; else 0
     * @param sign `>` sent, `<` received, empty for what is told in words
     * @param lines what was sent or received, escaped
     */
    public record Step(String who, int lane, String sign, List<String> lines, Mark mark) {}

    /** What differs within a step: the line (from 0), the column in it, how many characters, and what was expected. */
    public record Mark(int line, int column, int length, String expected) {}

    public void tell(String words) {
        tell(null, words);
    }

    public synchronized void tell(Peer peer, String words) {
        add(peer, "", List.of(Bytes.printable(words).split("\n", -1)));
    }

    /** A file was written for the server to read; tells its text as what is sent is told. */
    public synchronized void wrote(String file, String text) {
        List<String> lines = new ArrayList<>(List.of("write " + file));
        lines.addAll(Bytes.ends(Bytes.text(text.getBytes(StandardCharsets.UTF_8))));
        add(null, "", lines);
    }

    public synchronized void sent(Peer peer, String bytes) {
        add(peer, ">", Bytes.shown(bytes));
    }

    public synchronized void received(Peer peer, String bytes) {
        add(peer, "<", Bytes.shown(bytes));
    }

    /** Marks in the last step what differs. If that step was not kept, it is now. */
    public synchronized void mark(int line, int column, int length, String expected) {
        if (lastHidden != null) {
            reveal(lastHidden, line, column, length, expected);
        } else if (!entries.isEmpty()) {
            mark(entries.size() - 1, line, column, length, expected);
        }
    }

    /** Marks what was received last on one connection. If that step was not kept, it is now. */
    synchronized void markReceived(Peer peer, int line, int column, int length, String expected) {
        if (received.containsKey(peer)) {
            Optional.ofNullable(sent.get(peer)).ifPresent(entries::add);
            reveal(received.get(peer), line, column, length, expected);
            return;
        }
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (entries.get(i).peer() == peer && entries.get(i).sign().equals("<")) {
                mark(i, line, column, length, expected);
                return;
            }
        }
    }

    private void reveal(Entry step, int line, int column, int length, String expected) {
        entries.add(step);
        mark(entries.size() - 1, line, column, length, expected);
    }

    private void mark(int index, int line, int column, int length, String expected) {
        Entry marked = entries.get(index);
        entries.set(index, new Entry(marked.peer(), marked.sign(), marked.lines(),
                new Mark(Math.min(line, marked.lines().size() - 1), column, length, expected)));
    }

    /**
     * From here on steps are kept, or not: for loops over many connections.
     *
     * @return whether they were not kept until now
     */
    public synchronized boolean quiet(boolean quiet) {
        boolean before = this.quiet;
        this.quiet = quiet;
        if (!quiet) {
            sent.clear();
            received.clear();
            lastHidden = null;
        }
        return before;
    }

    /** What the last step sent or received, or the words of it; empty if there is no step. */
    public synchronized List<String> lastLines() {
        if (lastHidden != null) {
            return lastHidden.lines();
        }
        return entries.isEmpty() ? List.of() : entries.getLast().lines();
    }

    public synchronized int length() {
        return entries.size();
    }

    /** Puts one line in the place of the steps from `start` on. */
    public synchronized void fold(int start, String words) {
        entries.subList(Math.min(start, entries.size()), entries.size()).clear();
        tell(words);
    }

    /** Adds all steps of another one. */
    public void add(Transcript other) {
        List<Entry> theirs = other.kept();
        synchronized (this) {
            theirs.forEach(this::add);
        }
    }

    private synchronized List<Entry> kept() {
        return List.copyOf(entries);
    }

    private void add(Peer peer, String sign, List<String> lines) {
        add(new Entry(peer, sign, lines, null));
    }

    private void add(Entry entry) {
        if (quiet) {
            lastHidden = entry;
            if (!entry.sign().isEmpty()) {
                (entry.sign().equals("<") ? received : sent).put(entry.peer(), entry);
            }
            return;
        }
        if (entries.size() == MOST_KEPT) {
            entries.remove(MOST_KEPT / 2);
            forgotten++;
        }
        entries.add(entry);
    }

    public synchronized List<Step> steps() {
        return TranscriptRenderer.of(entries, forgotten);
    }
}
