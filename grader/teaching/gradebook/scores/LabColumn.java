package grader.teaching.gradebook.scores;

import grader.teaching.gradebook.policy.LabPolicy;
import java.util.List;

/**
 * A lab, and how all learners did.
 *
 * @param points of those who have any, ascending
 * @param missing how many learners have no score because of a grader error
 */
public record LabColumn(String name, String title, LabPolicy policy, List<Double> points, int missing,
        List<CheckTally> failures) {

    private static final int BINS = 10;

    public double mean() {
        return points.stream().mapToDouble(each -> each).average().orElse(0);
    }

    public double median() {
        int middle = points.size() / 2;
        return points.isEmpty() ? 0
                : points.size() % 2 == 1 ? points.get(middle) : (points.get(middle - 1) + points.get(middle)) / 2;
    }

    /** How many learners have 0 to 9 points, 10 to 19, …, 90 and more. */
    public int[] histogram() {
        int[] bins = new int[BINS];
        points.forEach(each -> bins[Math.clamp((int) (each / BINS), 0, BINS - 1)]++);
        return bins;
    }
}
