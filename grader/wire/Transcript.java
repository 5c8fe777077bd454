package grader.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * What happened in one check, in numbered steps. The last step is the one that differs, if the check failed.
 *
 * <p>Steps may come from several threads; each is added whole.
 */
public final class Transcript {

    /** Keeps a check that goes through thousands of connections readable, and bounded. */
    private static final int MOST_STEPS = 40;

    private final List<Step> steps = new ArrayList<>();
    private int forgotten;
    private boolean quiet;

    /**
     * One step.
     *
     * @param sign  `>` sent, `<` received, empty for what is told in words
     * @param lines what was sent or received, escaped
     */
    public record Step(String sign, List<String> lines, Mark mark) {}

    /** What differs within a step: the line (from 0), the column in it, how many characters, and what was expected. */
    public record Mark(int line, int column, int length, String expected) {}

    public synchronized void tell(String words) {
        add(new Step("", List.of(words), null));
    }

    synchronized void sent(String bytes) {
        bytes(">", bytes);
    }

    synchronized void received(String bytes) {
        bytes("<", bytes);
    }

    private void bytes(String sign, String bytes) {
        if (!quiet) {
            add(new Step(sign, Bytes.shown(bytes), null));
        }
    }

    /** Marks the last step as the one that differs. */
    synchronized void mark(int line, int column, int length, String expected) {
        if (!steps.isEmpty()) {
            Step last = steps.removeLast();
            steps.add(new Step(last.sign(), last.lines(), new Mark(Math.min(line, last.lines().size() - 1), column, length, expected)));
        }
    }

    /** From here on steps are not kept: for loops over many connections. */
    public synchronized void quiet(boolean quiet) {
        this.quiet = quiet;
    }

    public synchronized int length() {
        return steps.size();
    }

    /** Puts one line in the place of the steps from `start` on. */
    public synchronized void fold(int start, String words) {
        steps.subList(Math.min(start, steps.size()), steps.size()).clear();
        tell(words);
    }

    private void add(Step step) {
        if (quiet) {
            return;
        }
        if (steps.size() == MOST_STEPS) {
            steps.remove(MOST_STEPS / 2);
            forgotten++;
        }
        steps.add(step);
    }

    public synchronized List<Step> steps() {
        List<Step> all = new ArrayList<>(steps);
        if (forgotten > 0) {
            all.add(MOST_STEPS / 2, new Step("", List.of("… " + forgotten + " more steps"), null));
        }
        return all;
    }
}
