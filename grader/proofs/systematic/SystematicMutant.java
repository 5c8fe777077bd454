package grader.proofs.systematic;

import grader.core.course.Lab;
import grader.grading.submission.BaseClasses;
import grader.grading.submission.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The reference with one small change in a method that a task is about.
 *
 * @param task whose method is changed
 * @param name such as `RateLimit.allow ConditionalsBoundary 2`: it stays the same while that method does
 * @param place of the change, such as `solutions/05-middleware/RateLimit.java:41`
 * @param what is changed, in a few words
 */
public record SystematicMutant(String task, String name, String place, String what, Variant variant) {

    /** The classes of the change, and how one reads it. */
    public interface Variant {

        /**
         * Writes the classes that differ from the reference's.
         *
         * @param folder an empty one
         * @return whether there are any: what does not compile is no mutant
         */
        boolean write(Path folder) throws IOException;

        /** The lines that differ, as in a unified diff. */
        List<String> diff();
    }

    /** All of a lab. Some may not compile. */
    public static List<SystematicMutant> of(Lab lab, Submission reference) {
        TaskLines lines = TaskLines.of(lab, reference);
        return Stream.concat(new BytecodeMutants(BaseClasses.of(reference), lines).all().stream(),
                new SourceMutants(reference, lines).all().stream()).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
