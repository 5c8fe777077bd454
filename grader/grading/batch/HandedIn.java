package grader.grading.batch;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.grading.submission.SubmissionRejected;
import grader.grading.unpacking.LabSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A submission as a batch reads it, for what looks at its sources only.
 *
 * @param name whose it is: several attempts have the same
 * @param label name and attempt on one line
 * @param sources the Java files in the lab's own folder, by name; none if there is a problem
 * @param problem why it cannot be read; empty if it can
 */
public record HandedIn(String name, String label, Map<String, String> sources, String problem) {

    /**
     * What the arguments name, sorted by name and attempt. What a batch would leave out is a problem without a name.
     *
     * @param names the pattern of `--names`
     * @throws UserError for arguments or names that are wrong
     */
    public static List<HandedIn> read(List<String> arguments, Lab lab, String names) {
        Plan plan = Plan.of(arguments, lab, new Names(names));
        Stream<HandedIn> leftOut = plan.leftOut()
                .stream()
                .map(error -> new HandedIn("", "left out", Map.of(), error.line()));
        return Stream.concat(leftOut, plan.submissions().stream().map(planned -> read(planned, lab))).toList();
    }

    private static HandedIn read(Planned planned, Lab lab) {
        Path work = null;
        try {
            work = Files.createTempDirectory("inside-the-server-submission-");
            LabSnapshot snapshot = planned.source().snapshot(lab, work);
            return new HandedIn(planned.name(), planned.label(), sources(snapshot, lab), "");
        } catch (SubmissionRejected | UserError told) {
            return new HandedIn(planned.name(), planned.label(), Map.of(), Names.shown(told.getMessage()));
        } catch (IOException error) {
            throw UserError.of(error, "reading " + planned.label());
        } finally {
            Folders.delete(work);
        }
    }

    private static Map<String, String> sources(LabSnapshot snapshot, Lab lab) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (Path file : Folders.filesBelow(snapshot.root().resolve("labs").resolve(lab.folder()))) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java")) {
                sources.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return sources;
    }
}
