package grader.checks.diagnose;

import com.fasterxml.jackson.core.type.TypeReference;
import grader.clients.http.CheckFailed;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.DataFolder;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.submission.Submission;
import java.util.ArrayList;
import java.util.List;

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
        for (int i = 0; i < variants.size(); i++) {
            Variant variant = variants.get(i);
            String what = "variant " + (i + 1) + " of " + variants.size() + " (" + variant + ")";
            Runnable trial = () -> judge(rig, variant, reference, steps);
            if (i < 2) {
                rig.step(what, trial);
            } else {
                rig.each(what, trial);
            }
        }
    }

    private static void judge(Rig rig, Variant variant, Submission reference, List<CheckStep> steps) {
        rig.use(variant.of(reference));
        List<Server> servers = new ArrayList<>();
        try {
            new Scene(flags -> {
                servers.add(rig.start(flags));
                return servers.getLast();
            }, rig::emptyDatabase, rig::scriptedUpstream).run(steps);
        } catch (CheckFailed failed) {
            if (variant.isRight()) {
                throw new CheckFailed("your check has to pass on it, and fails: " + failed.getMessage());
            }
            return;
        } finally {
            servers.forEach(rig::end);
        }
        if (!variant.isRight()) {
            throw new CheckFailed("your check has to fail on it, and finds nothing wrong");
        }
    }
}
