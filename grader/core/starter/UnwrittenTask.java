package grader.core.starter;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.PathText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the task that a tool has met in labs/, and that is not written yet: without it there is nothing to try or to
 * measure.
 */
public final class UnwrittenTask {

    /** As a server with holes tells it: it knows the folder only where it runs inside the checkout. */
    private static final Pattern TOLD =
            Pattern.compile("(task \\S+ is not written yet): (?:\\S*/)?(\\w+\\.java):(\\d+)");

    private final Course course;
    private final int last;

    /** @param last the number of the lab that is tried: those before it can be skipped, too */
    public UnwrittenTask(Course course, int last) {
        this.course = course;
        this.last = last;
    }

    /** What to say of a fault, if it comes of a task that is not written. */
    public Optional<UserError> in(Throwable fault) {
        for (Throwable each = fault; each != null; each = each.getCause()) {
            StackTraceElement[] frames = each.getStackTrace();
            if (each.getClass().getSimpleName().equals("Todo") && frames.length > 0) {
                return Optional.of(
                        problem(each.getMessage(), frames[0].getFileName(), String.valueOf(frames[0].getLineNumber())));
            }
            Optional<UserError> told = in(String.valueOf(each.getMessage()));
            if (told.isPresent()) {
                return told;
            }
        }
        return Optional.empty();
    }

    /** The same of what a server has printed. */
    public Optional<UserError> in(String told) {
        Matcher first = TOLD.matcher(told);
        return first.find() ? Optional.of(problem(first.group(1), first.group(2), first.group(3))) : Optional.empty();
    }

    /** Calls what runs parts of labs/, or of the reference, where no task is missing. */
    public <T> T names(Supplier<T> part) {
        try {
            return part.get();
        } catch (RuntimeException | Error fault) {
            Optional<UserError> named = in(fault);
            if (named.isPresent()) {
                throw named.get();
            }
            throw fault;
        }
    }

    private UserError problem(String what, String file, String line) {
        for (Lab lab : course.all()) {
            Path place = course.labs().resolve(lab.folder()).resolve(file);
            if (Files.exists(place)) {
                boolean earlier = lab.number() < last;
                return new UserError(what + ": " + PathText.shown(place) + ":" + line,
                        earlier ? "write it, or ./jbang course skip " + lab.name() + " goes on with the reference's"
                                : "write it, then try again");
            }
        }
        return new UserError(what + ": " + file + ":" + line, "write it, then try again");
    }
}
