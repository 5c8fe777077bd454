package docs.studio.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a program has printed: the last lines of it, each with a number. A flood is drained and forgotten. */
public final class PrintedLines {

    static final int MOST_LINES = 2_000;
    static final int LONGEST_LINE = 2_000;

    /** Lines one after another. @param at the number of the first, from 0 */
    public record Piece(long at, List<String> lines) {}

    private final Consumer<String> each;
    private final Deque<String> lines = new ArrayDeque<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private long count;

    /** Reads until the stream ends, in a thread of its own. @param each hears of every line */
    public PrintedLines(InputStream in, Consumer<String> each) {
        this.each = each;
        Thread.ofPlatform().daemon().name("printed lines").start(() -> drain(in));
    }

    private void drain(InputStream in) {
        char[] chars = new char[8192];
        StringBuilder line = new StringBuilder();
        try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            for (int some; (some = reader.read(chars)) >= 0;) {
                for (int i = 0; i < some; i++) {
                    if (chars[i] == '\n') {
                        add(line);
                    } else if (line.length() <= LONGEST_LINE) {
                        line.append(chars[i]);
                    }
                }
            }
        } catch (IOException gone) {
            // the program has ended
        }
        if (!line.isEmpty()) {
            add(line);
        }
        ended.countDown();
    }

    /** Adds a line that the program has not printed itself, as a terminal does with what is typed. */
    public void echo(String line) {
        add(new StringBuilder(line));
    }

    private void add(StringBuilder line) {
        String text = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…"
                : line.toString().stripTrailing();
        line.setLength(0);
        synchronized (this) {
            if (lines.size() == MOST_LINES) {
                lines.removeFirst();
            }
            lines.addLast(text);
            count++;
        }
        each.accept(text);
    }

    /** The lines from this number on, as far as they are still kept. */
    public synchronized Piece from(long at) {
        long first = Math.max(at, count - lines.size());
        return new Piece(first, lines.stream().skip(first - (count - lines.size())).toList());
    }

    /** Waits until the program has closed its output, but not for long: a process that it left may hold it. */
    public void awaitEnd(Duration limit) throws InterruptedException {
        ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }
}
