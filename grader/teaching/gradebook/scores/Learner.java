package grader.teaching.gradebook.scores;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A row of the gradebook.
 *
 * @param scores by lab, one for each lab
 * @param total the weighted mean of the labs; empty if one of those that count is missing
 */
public record Learner(String name, Map<String, LabScore> scores, OptionalDouble total) {

    /** Labs that the grader could not grade: grade them again. */
    public List<String> missing() {
        return scores.entrySet().stream().filter(lab -> lab.getValue().isMissing()).map(Map.Entry::getKey).toList();
    }
}
