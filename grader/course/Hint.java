package grader.course;

import java.util.Optional;

/** A hint of a task, and its number, from 1. */
public record Hint(int number, int of, String text) {

    /**
     * The hint after those that were shown; each tells more. The last one is repeated. Empty if there are none.
     */
    public static Optional<Hint> after(int shown, Task task) {
        int all = task.hints().size();
        int number = Math.min(shown + 1, all);
        return all == 0 ? Optional.empty() : Optional.of(new Hint(number, all, task.hints().get(number - 1)));
    }

    public boolean isLast() {
        return number == of;
    }
}
