package grader.core.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One task of a lab, as its data file tells it.
 *
 * @param id the name in `// task ID`, in `--only`, and in the page
 * @param points of the lab's 100; 0 for a stretch task
 * @param stretch outside the 100
 * @param needs ids of the tasks it builds on
 * @param clause what says so: a section of an RFC, or of the lab's page
 * @param page the anchor in the lab's page
 * @param trial `try` in the data file: how to try it by hand, one command per line; may be empty
 * @param hints three, each telling more: see {@link Hint}
 * @param open types that are the learner's in the open starter: see {@link grader.core.starter.StarterForm}
 * @param why why it works, in two sentences, for when it does
 */
public record Task(
        String id,
        String title,
        int points,
        boolean stretch,
        List<String> needs,
        String clause,
        String page,
        @JsonProperty("try") String trial,
        List<String> hints,
        List<String> open,
        String why) {

    public Task {
        needs = needs == null ? List.of() : List.copyOf(needs);
        trial = trial == null ? "" : trial.strip();
        hints = hints == null ? List.of() : List.copyOf(hints);
        open = open == null ? List.of() : List.copyOf(open);
    }
}
