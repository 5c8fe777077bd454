package grader.checks.diagnose;

import com.fasterxml.jackson.core.type.TypeReference;
import grader.clients.http.CheckFailed;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.DataFolder;
import grader.grading.engine.Rig;
import grader.grading.submission.Submission;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What the task diagnose of a lab is about.
 *
 * @param scene from which its evidence was recorded, as steps
 * @param variants the reference, then the broken version that the evidence is of, then others
 */
public record Diagnosis(Lab lab, String scene, List<Variant> variants) {

    /** What the check of each such task says. */
    public static final String CHECK = "your check fails on each broken variant, and passes on each right one";
    public static final String EXPLAIN = """
            A check is strict about the one thing that is broken, and lenient about all else. If it passes on a
            broken variant, its clients do not repeat the event often enough, or in each form, or no step asks
            for what is lost then. If it fails on a right one, the step that failed asks for something that no
            rule of the lab promises.
            """;

    /** So many are tried before the others: the reference, and what the evidence is of. */
    private static final int FIRST = 2;

    /** The contents of the data file. */
    private record Data(String scene, List<Variant> variants) {}

    /** All that there are. */
    public static List<Diagnosis> all(Course course) {
        return DataFolder.read(course.root().resolve("grader/checks/diagnose"), new TypeReference<Data>() {},
                (name, data) -> new Diagnosis(course.lab(name), data.scene(), data.variants()),
                "Variant.java and Diagnosis.java next to it say what it holds");
    }

    /** That of a lab, such as `lab02`. */
    public static Diagnosis of(String lab) {
        return all(Course.here()).stream().filter(one -> one.lab.name().equals(lab)).findFirst().orElseThrow();
    }

    /**
     * Tries the learner's check on all variants: it has to pass on those that are right, and to fail on the others. If
     * it goes wrong on one of the first two, the others are not tried.
     */
    public void judge(Rig rig) {
        List<CheckStep> steps = CheckStep.of(rig.text(CheckStep.FILE));
        Submission reference = Submission.stage(lab, Lab::reference);
        List<Trial> trials = variants.stream().map(variant -> new Trial(rig, variant, reference, steps)).toList();
        judge(trials, 0, FIRST, rig::step);
        judge(trials, FIRST, trials.size(), rig::each);
    }

    private static void judge(List<Trial> trials, int from, int to, BiConsumer<String, Runnable> cases) {
        Trial.runAll(trials.subList(from, to));
        for (int i = from; i < to; i++) {
            Trial trial = trials.get(i);
            cases.accept("variant " + (i + 1) + " of " + trials.size() + " (" + trial + ")", trial::tell);
        }
    }
}
