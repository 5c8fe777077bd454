package grader.machine.os;

import grader.clients.http.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The last lines that a program printed, read by a thread of its own, bounded: a flood is drained and forgotten.
 *
 * <p>The reader may outlive the program, as a child process may hold the pipe: it is never joined.
 */
public final class Output {

    private static final int MOST_LINES = 3_000;
    private static final int LONGEST_LINE = 2_000;
    private static final int LONG_LOOK = 2_000;        // lines

    private final Consumer<String> each;
    private final Deque<String> lines = new ArrayDeque<>();
    private boolean ended;
    private boolean held;
    private volatile long length;

    public Output(InputStream in, String name) {
        this(in, name, ignored -> {});
    }

    /** @param each hears of every line, on the thread that reads */
    public Output(InputStream in, String name, Consumer<String> each) {
        this.each = each;
        Thread.ofPlatform().daemon().name(name).start(() -> drain(in));
    }

    private void drain(InputStream in) {
        char[] chars = new char[8192];
        StringBuilder line = new StringBuilder();
        try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            for (int count; (count = readNext(reader, chars)) >= 0;) {
                length += count;
                for (int i = 0; i < count; i++) {
                    char c = chars[i];
                    if (c == '\n') {
                        add(line.toString());
                        line.setLength(0);
                    } else if (line.length() < LONGEST_LINE) {
                        line.append(c);
                    }
                }
            }
        } catch (IOException gone) {
            // the program has ended
        }
        if (!line.isEmpty()) {
            add(line.toString());
        }
        end();
    }

    private int readNext(Reader reader, char[] chars) throws IOException {
        synchronized (this) {
            try {
                while (held) {
                    wait();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        return reader.read(chars);
    }

    /** Reads nothing but what is under way, until {@link #release}: a program that goes on printing fills the pipe. */
    public synchronized void hold() {
        held = true;
    }

    public synchronized void release() {
        held = false;
        notifyAll();
    }

    private void add(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        keep(text);
        each.accept(text);
    }

    private synchronized void keep(String line) {
        if (lines.size() == MOST_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits for a line that fits; empty if the output ends or the time is over before. */
    public Optional<String> await(Predicate<String> fits, Duration limit) {
        return await(fits, 1, limit);
    }

    /**
     * Waits until so many lines fit, and gives the last of them; empty if the output ends or the time is over before.
     */
    public synchronized Optional<String> await(Predicate<String> fits, int times, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        try {
            while (deadline.allowsLook()) {
                Optional<String> found = find(fits, times, deadline);
                if (found.isPresent() || ended) {
                    return found;
                }
                wait(deadline.millis());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** A flood may have brought so many lines that the look itself takes long: that has a limit, too. */
    private Optional<String> find(Predicate<String> fits, int times, Deadline deadline) {
        int found = 0;
        int looks = 0;
        for (String line : lines) {
            if (fits.test(line) && ++found == times) {
                return Optional.of(line);
            }
            if (++looks % LONG_LOOK == 0 && deadline.isOver()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Waits, not for long, until the program has closed the stream. */
    public List<String> whole(Duration limit) {
        await(line -> false, limit);
        return lines();
    }

    /** How much it has printed so far, in characters. */
    public long length() {
        return length;
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
