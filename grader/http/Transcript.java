package grader.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in one check, in numbered steps. The last step is the one that differs, if the check failed.
 *
 * <p>Steps may come from several threads; each is added whole.
 */
public final class Transcript {

    /**
     * Keeps what a check that goes through thousands of connections leaves behind bounded; {@link TranscriptRenderer}
     * shows far fewer.
     */
    private static final int MOST_KEPT = 1_000;

    private final List<Entry> entries = new ArrayList<>();
    private int forgotten;
    private boolean quiet;

    /** A step as it was taken. `peer` is null for what is told of no client in particular. */
    record Entry(Peer peer, String sign, List<String> lines, Mark mark) {}

    /**
     * One step as it is shown.
     *
     * @param who `client 2` or `admin`; empty where there is only one client, or the step is nobody's in particular
     * @param sign `>` sent, `<` received, empty for what is told in words
     * @param lines what was sent or received, escaped
     */
    public record Step(String who, String sign, List<String> lines, Mark mark) {}

    /** What differs within a step: the line (from 0), the column in it, how many characters, and what was expected. */
    public record Mark(int line, int column, int length, String expected) {}

    public void tell(String words) {
        tell(null, words);
    }

    synchronized void tell(Peer peer, String words) {
        add(peer, "", List.of(words));
    }

    /** A file was written for the server to read; tells its text as what is sent is told. */
    public synchronized void wrote(String file, String text) {
        List<String> lines = new ArrayList<>(List.of("write " + file));
        lines.addAll(Bytes.shown(Bytes.text(text.getBytes(StandardCharsets.UTF_8))));
        add(null, "", lines);
    }

    public synchronized void sent(Peer peer, String bytes) {
        bytes(peer, ">", bytes);
    }

    public synchronized void received(Peer peer, String bytes) {
        bytes(peer, "<", bytes);
    }

    private void bytes(Peer peer, String sign, String bytes) {
        if (!quiet) {
            add(peer, sign, Bytes.shown(bytes));
        }
    }

    /** Marks the last step as the one that differs. */
    public synchronized void mark(int line, int column, int length, String expected) {
        if (!entries.isEmpty()) {
            Entry last = entries.removeLast();
            entries.add(new Entry(last.peer(), last.sign(), last.lines(),
                    new Mark(Math.min(line, last.lines().size() - 1), column, length, expected)));
        }
    }

    /** From here on steps are not kept: for loops over many connections. */
    public synchronized void quiet(boolean quiet) {
        this.quiet = quiet;
    }

    /** What the last step sent or received, or the words of it; empty if there is no step. */
    public synchronized List<String> lastLines() {
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

    private void add(Peer peer, String sign, List<String> lines) {
        if (quiet) {
            return;
        }
        if (entries.size() == MOST_KEPT) {
            entries.remove(MOST_KEPT / 2);
            forgotten++;
        }
        entries.add(new Entry(peer, sign, lines, null));
    }

    public synchronized List<Step> steps() {
        return TranscriptRenderer.of(entries, forgotten);
    }
}
