package grader.machine.os;

import java.util.ArrayList;
import java.util.List;

/**
 * The end of what a server has said on standard error: of a stack trace the exception and the innermost frames in the
 * learner's own files.
 */
public final class StderrTail {

    private static final int MOST_LINES = 10;
    // of a stack trace: what is further out is the way in, through all layers
    private static final int MOST_FRAMES = 4;

    private StderrTail() {}

    public static List<String> of(List<String> lines) {
        List<String> said = new ArrayList<>();
        int frames = 0;
        for (String line : lines) {
            if (line.matches(
                    "\\s+(at (java|jdk)\\.[a-z].*|at java\\.base/.*|\\.\\.\\. \\d+ more)|task \\S+ is not written "
                            + "yet: .*")) {
                continue;
            }
            frames = line.matches("\\s+at .*") ? frames + 1 : 0;
            if (frames <= MOST_FRAMES) {
                said.add(line);
            }
        }
        return said.subList(Math.max(0, said.size() - MOST_LINES), said.size());
    }
}
