package docs.studio.live;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.source.Parts;
import java.util.Map;

/**
 * The learner's Java files of a lab and of those before it, which is what `./jbang lab03` runs: in a skipped lab, the
 * reference's.
 *
 * @param texts file, as errors show it, to text
 */
record OwnSources(Lab lab, Map<String, String> texts) {

    /** As they are on the disk. @throws UserError if a folder is missing or a file is no text */
    static OwnSources now(Lab lab) {
        return new OwnSources(lab, Parts.upTo(lab.course(), lab.number(), true));
    }

    /** Whether the disk holds others by now. */
    boolean haveChanged() {
        try {
            return !equals(now(lab));
        } catch (UserError unreadable) {
            return true;
        }
    }
}
