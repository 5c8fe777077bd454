package grader.grading.batch;

import grader.core.console.ProgressLine;
import grader.core.console.UserError;
import grader.grading.batch.Graded.Kind;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a batch says: a line for each submission on standard output, how far it is, and how it went. Of a submission
 * nothing is kept but a count, and its name if the grader failed.
 */
final class BatchLines {

    private static final int MOST_NAMED = 20;

    private final PrintWriter out;
    private final ProgressLine progress;
    private final int all;
    private final List<UserError> leftOut;
    private final long start = System.nanoTime();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private final List<String> failed = new ArrayList<>();

    BatchLines(PrintWriter out, ProgressLine progress, int all, List<UserError> leftOut) {
        this.out = out;
        this.progress = progress;
        this.all = all;
        this.leftOut = leftOut;
    }

    synchronized void begin() {
        tellLeftOut();
        progress.say("0 of " + all);
    }

    synchronized void add(Planned planned, Graded graded) {
        counts.merge(graded.kind(), 1, Integer::sum);
        if (isFault(graded.kind())) {
            failed.add(planned.label());
        }
        progress.wipe();
        out.println("[" + done() + "/" + all + "] " + planned.label() + ": " + switch (graded.kind()) {
            case GRADED -> graded.outcome();
            case BEFORE -> graded.outcome() + ", graded before";
            case GRADER_ERROR -> "GRADER ERROR: " + graded.outcome();
            case NOT_RECORDED -> "NO RESULT: " + graded.outcome();
        });
        out.flush();
        if (done() < all) {
            progress.say(done() + " of " + all + left());
        }
    }

    /** Another program has changed the result: it is graded again. */
    synchronized void takeBack(Planned planned, Graded graded) {
        counts.merge(graded.kind(), -1, Integer::sum);
        failed.remove(planned.label());
        progress.wipe();
        out.println(planned.label() + ": its result was changed by another program; it is graded again");
        out.flush();
    }

    private void tellLeftOut() {
        leftOut.forEach(error -> out.println("LEFT OUT: " + error.line()));
        out.flush();
    }

    private static boolean isFault(Kind kind) {
        return kind == Kind.GRADER_ERROR || kind == Kind.NOT_RECORDED;
    }

    private int done() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What was done before took no time: it says nothing about what is left. */
    private String left() {
        int graded = done() - counts.getOrDefault(Kind.BEFORE, 0);
        return graded == 0 ? ""
                : ", about " + shown(Duration.ofNanos((System.nanoTime() - start) / graded
                        * (all - done()))) + " left";
    }

    /** Such as `40 s`, `3 min`, `2 h 5 min`. */
    static String shown(Duration time) {
        long minutes = (time.toSeconds() + 30) / 60;
        return time.toSeconds() < 90 ? Math.max(1, time.toSeconds()) + " s"
                : minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** The last line. @param place where the results are */
    synchronized void end(String place) {
        int before = counts.getOrDefault(Kind.BEFORE, 0);
        out.println(done() + " of " + all + " submissions"
                + (before > 0 ? ", " + before + " of them graded before" : "") + ", in "
                + shown(Duration.ofNanos(System.nanoTime() - start)) + "; results in " + place);
        if (!failed.isEmpty()) {
            out.println(failed.size() + " without a score, by the grader's fault; the same command tries them again: "
                    + String.join(", ", failed.subList(0, Math.min(MOST_NAMED, failed.size())))
                    + (failed.size() > MOST_NAMED ? ", …" : ""));
        }
        tellLeftOut();
    }

    synchronized boolean isWhole() {
        return failed.isEmpty() && leftOut.isEmpty() && done() == all;
    }

    /** How many have a result, and of how many, for the last word after Ctrl+C. */
    synchronized String soFar() {
        return done() + " of " + all;
    }
}
