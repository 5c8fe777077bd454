package grader.teaching.gradebook.tests;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.results.recorded.RecordedResult;
import grader.results.recorded.RecordedSubmission;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A recorded result of one task with ten checks of ten points, without a grading. */
final class Sample {

    static final int CHECKS = 10;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant GRADED = Instant.parse("2026-12-24T12:00:00Z");

    private final String lab;
    private final String name;
    private Optional<String> attempt = Optional.empty();
    private Optional<Instant> submitted = Optional.empty();
    private String content = "c0";
    private int passed = CHECKS;
    private String verdict = "failed";
    private String transcript = "GET / HTTP/1.1";
    private Optional<String> problem = Optional.empty();

    Sample(String lab, String name) {
        this.lab = lab;
        this.name = name;
    }

    Sample attempt(int number) {
        attempt = Optional.of(String.valueOf(number));
        return this;
    }

    Sample submitted(String time) {
        submitted = Optional.of(Instant.parse(time));
        return this;
    }

    Sample content(String hash) {
        content = hash;
        return this;
    }

    /** The first checks pass, the others do not. */
    Sample points(int points) {
        passed = points / CHECKS;
        return this;
    }

    /** Of the checks that do not pass. */
    Sample verdict(String words) {
        verdict = words;
        return this;
    }

    /** What kept it from being graded at all. */
    Sample problem(String what) {
        problem = Optional.of(what);
        return points(0).verdict("not run");
    }

    /** What was on the wire in the checks that failed. */
    Sample transcript(String line) {
        transcript = line;
        return this;
    }

    Path in(Path folder) {
        return in(folder, lab + "-" + name.replaceAll("\\W", "_") + attempt.map(number -> "." + number).orElse(""));
    }

    Path in(Path folder, String file) {
        Path path = folder.resolve(file + ".json");
        recorded().write(path);
        return path;
    }

    RecordedResult recorded() {
        return RecordedResult.of(tree(), new RecordedSubmission(name, attempt, submitted, "subs/x.zip", content), "9a",
                GRADED);
    }

    private ObjectNode tree() {
        int points = passed * CHECKS;
        boolean error = passed < CHECKS && verdict.equals("grader error");
        int checkable = error ? points : CHECKS * CHECKS;
        ObjectNode root = JSON.createObjectNode();
        root.put("version", 1).put("lab", lab).put("title", "Parser").put("seed", "5eed").put("mode", "your sources");
        root.put("call", lab).put("isolation", "layer 1").put("earned", points).put("checkable", checkable);
        root.put("total", CHECKS * CHECKS).put("graderError", error).put("millis", 1);
        problem.ifPresent(
                what -> root.putObject("problem")
                        .put("stage", "compile")
                        .put("what", what)
                        .put("remedy", "correct it"));
        ObjectNode task = root.putArray("tasks").addObject();
        task.put("id", "request-line").put("title", "Understand the first line");
        task.put("verdict", passed == CHECKS ? "passed" : verdict).put("points", CHECKS * CHECKS);
        task.put("earned", points).put("checkable", checkable).put("stretch", false).put("place", "A.java:1");
        ArrayNode checks = task.putArray("checks");
        for (int i = 0; i < CHECKS; i++) {
            boolean good = i < passed;
            ObjectNode check = checks.addObject();
            check.put("id", "check-" + i).put("says", "behavior " + i + " is right").put("clause", "RFC 9112 §3");
            check.put("rule", "docs/pages/lab03-interface.adoc, \"line-form\"");
            check.put("verdict", good ? "passed" : verdict).put("points", CHECKS).put("earned", good ? CHECKS : 0);
            check.put("reason", good ? "" : "expected 200, got nothing").put("millis", 0);
            if (!good && verdict.equals("failed")) {
                failure(check.putObject("failure"));
            }
        }
        return root;
    }

    private void failure(ObjectNode failure) {
        failure.put("explanation", "A server sends a response.").put("repeated", "fails 3 of 3").put("loop", "");
        failure.putArray("serverSaid").add(transcript);
        ArrayNode steps = failure.putArray("steps");
        for (String sign : List.of(">", "<", "")) {
            steps.addObject().put("sign", sign).putArray("lines").add(transcript);
        }
    }
}
