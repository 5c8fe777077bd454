package grader.proofs.mutants.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.contributing.testrunner.Shard;
import grader.contributing.testrunner.SharesItself;
import grader.contributing.testrunner.Tables;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.source.Change;
import grader.core.source.Compiler;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.grading.server.Server;
import grader.grading.submission.Archive;
import grader.grading.submission.Submission;
import grader.grading.submission.LabClasses;
import grader.proofs.mutants.Mutant;
import grader.results.result.Result;
import grader.results.result.Result.CheckResult;
import grader.results.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a learner wrote in labs 01 to 06 still runs in lab 07's server. A task is in force if one of its mutants,
 * applied to that server, fails a check that the server passes without it.
 */
@Tag("nightly")
@SharesItself
class InForceTest {

    private static final Lab LAST = Course.here().lab("lab07");

    /**
     * Tasks that are not in force, and so are not tried. Later labs read, respond and parse instead of lab 01; what a
     * failing `accept` and a conflict of two routes do, lab 07's requests cannot show.
     */
    private static final Set<String> NOT_SEEN = Set.of("lab01 read-head", "lab01 write-response",
            "lab02 accept-errors", "lab03 errors", "lab04 conflicts");

    /** Flags that lab 07 does not have. Checks of earlier labs give them, and do not depend on them there. */
    private static final Change IGNORED_FLAGS = new Change("lab07.java", "void run(Flags flags) throws Exception {",
            "void run(Flags flags) throws Exception { flags.with(\"read-timeout\", \"\", \"\")"
                    + ".with(\"hold\", \"\", \"\");");

    /** Checks of a lab: of one of its tasks, or all. */
    private record Judge(Lab lab, Optional<String> task) {}

    /** Where a lab's own checks need what lab 07's server does not have, such as routes of the client's. */
    private static final Judge BEHIND_THE_ROUTER = new Judge(Course.here().lab("lab05"), Optional.empty());
    private static final Judge ON_THE_WIRE = new Judge(LAST, Optional.empty());

    /** Lab 02's checks of it need a server that mirrors requests. */
    private static final String OVERLOAD = "overload";

    @TempDir
    private Path folder;

    private final Map<Judge, Set<String>> passed = new HashMap<>();      // without a mutant

    static Stream<Lab> labs() {
        return LabsTest.labs()
                .filter(lab -> lab.number() < LAST.number() && Shard.ofThisRun().has(lab + " in force"));
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("labs")
    void whatWasWrittenStaysInForce(Lab lab) throws IOException {
        LastServer whole = server("whole", reference());
        whole.expectRejectsOverload();
        Set<String> notInForce = new TreeSet<>();
        for (Task task : lab.tasks()) {
            if (task.stretch() || NOT_SEEN.contains(lab.name() + " " + task.id())) {
                continue;
            }
            Optional<String> proof = proof(lab, task, whole);
            if (proof.isEmpty()) {
                notInForce.add(task.id());
            }
            Tables.add("tasks in force in lab 07", lab + " " + task.id(), lab.name(), task.id(),
                    proof.orElse("not in force"));
        }
        assertEquals(Set.of(), notInForce, "tasks that none of their mutants shows to be in force");
    }

    /** A mutant of the task that lab 07's server does not survive, and what shows it. */
    private Optional<String> proof(Lab lab, Task task, LastServer whole) throws IOException {
        List<Mutant> mutants =
                Mutant.of(lab).stream().filter(each -> each.task().equals(task.id()) && isInTheServer(each)).toList();
        if (task.id().equals(OVERLOAD)) {
            for (Mutant mutant : mutants) {
                if (!server(mutant).rejectsOverload()) {
                    return Optional.of(mutant.name() + " does not reject as lab 07's server does");
                }
            }
        }
        for (Judge judge : List.of(new Judge(lab, Optional.of(task.id())), BEHIND_THE_ROUTER, ON_THE_WIRE)) {
            Set<String> expected = passed.computeIfAbsent(judge, whole::passed);
            for (Mutant mutant : expected.isEmpty() ? List.<Mutant>of() : mutants) {
                Set<String> failed = new TreeSet<>(expected);
                failed.removeAll(server(mutant).passed(judge));
                if (!failed.isEmpty()) {
                    return Optional.of(mutant.name() + " fails " + judge.lab().name() + "'s "
                            + String.join(", ", failed));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isInTheServer(Mutant mutant) {
        return reference().sources().keySet().stream().anyMatch(name -> name.endsWith("/" + mutant.change().file()));
    }

    private static Submission reference() {
        return new Grading(new Settings(LAST, Optional.empty(), Optional.empty(), "in force", false, true,
                Optional.empty()), ignored -> {}).stage();
    }

    private LastServer server(Mutant mutant) throws IOException {
        return server(mutant.name(), reference().with(mutant.change()));
    }

    private LastServer server(String name, Submission submission) throws IOException {
        Path classes = Files.createTempDirectory(folder, name);
        assertEquals(Optional.empty(), Compiler.compile(submission.with(IGNORED_FLAGS).sources(), classes, LAST), name);
        Path jar = Archive.of(classes, classes.resolveSibling(classes.getFileName() + ".jar"));
        return new LastServer(Program.Classes.of(LAST, LabClasses.of(List.of(jar)), name, ignored -> {}));
    }

    /** Lab 07's server, changed or not. */
    private record LastServer(Program program) {

        private Grading grading(Judge judge) {
            return new Grading(new Settings(judge.lab(), Optional.empty(), judge.task(), "in force", false, false,
                    Optional.of(program)), ignored -> {});
        }

        Set<String> passed(Judge judge) {
            Result result = grading(judge).grade();
            return result.tasks()
                    .stream()
                    .flatMap(task -> task.checks().stream())
                    .filter(check -> check.verdict() == Verdict.PASSED)
                    .map(CheckResult::id)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        boolean rejectsOverload() {
            try {
                expectRejectsOverload();
                return true;
            } catch (CheckFailed failed) {
                return false;
            }
        }

        /** The only worker is held, the only place in the queue is taken, and the next client gets a 503. */
        void expectRejectsOverload() {
            grading(ON_THE_WIRE).withServers(start -> {
                Server server = start.apply(List.of("--port", "0", "--workers", "1", "--queue", "1", "--overload",
                        "reject", "--request-timeout", "60000"));
                String request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
                try (Client served = server.connect().send(request.substring(0, 20))) {
                    server.awaitRead(served);
                    try (Client queued = server.connect().send(request);
                            Client rejected = server.connect().send(request)) {
                        rejected.answer().expectStatus(503);
                        served.send(request.substring(20)).answer().expectStatus(200);
                        queued.answer().expectStatus(200);
                    }
                }
                return null;
            });
        }
    }
}
