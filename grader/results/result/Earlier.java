package grader.results.result;

import grader.core.course.Lab;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The parts of an earlier lab that a later one was graded with.
 *
 * @param unwritten tasks that the later lab cannot do without, and that are not written yet
 * @param unproven tasks that it cannot do without, and that have not passed in the learner's own checkout
 */
public record Earlier(Lab lab, Parts parts, List<OpenTask> unwritten, List<String> unproven) {

    /** Whose they are. */
    public enum Parts {
        OWN("own"),
        /** By `--parts reference`, or because the whole is the reference. */
        REFERENCE("reference"),
        /** The learner took the reference's: `course skip`. */
        SKIPPED("skipped by the learner");

        private final String words;

        Parts(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    public boolean isOwn() {
        return parts == Parts.OWN;
    }

    /**
     * What is appended to the subject of the grading, such as `, lab01 skipped`; empty if all parts are the learner's.
     */
    public static String inWords(List<Earlier> all) {
        String skipped = all.stream()
                .filter(each -> each.parts() == Parts.SKIPPED)
                .map(each -> each.lab().name())
                .collect(Collectors.joining(", "));
        return (all.stream().anyMatch(each -> each.parts() == Parts.REFERENCE)
                ? ", the reference's parts of earlier labs"
                : "")
                + (skipped.isEmpty() ? "" : ", " + skipped + " skipped");
    }
}
