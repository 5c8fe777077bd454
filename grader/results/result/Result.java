package grader.results.result;

import grader.clients.http.Bytes;
import grader.clients.http.Transcript;
import grader.core.console.MachineFault;
import grader.core.course.Lab;
import grader.core.course.Task;
import java.util.List;
import java.util.Optional;

/**
 * What a grading found. Every report format is a small writer over this. What the submission wrote is in it as text
 * that is safe for a terminal.
 *
 * @param mode how the server ran: its own sources, the solution, a command, a URL
 * @param call what was graded, as on the command line: `lab01 --solution`
 * @param isolation the layer that was in effect
 * @param foreign whether the server is not the course's Java but a command or a URL, in any language
 * @param problem what kept the submission from being graded at all (it does not compile, say)
 * @param unwritten tasks that were not asked for (`--only`) and are not done yet, without checks
 * @param earlier the earlier labs whose parts it was graded with
 * @param shortcuts what the inspection of its classes has found
 */
public record Result(
        Lab lab, String seed, String mode, String call, String isolation, boolean foreign, Optional<Problem> problem,
        List<TaskResult> tasks, List<TaskResult> unwritten, List<Earlier> earlier, List<Shortcut> shortcuts,
        long millis) {

    /** A result of sources for which no earlier lab was needed. */
    public Result(Lab lab, String seed, String mode, String call, String isolation, Optional<Problem> problem,
            List<TaskResult> tasks,
            List<TaskResult> unwritten, long millis) {
        this(lab, seed, mode, call, isolation, false, problem, tasks, unwritten, List.of(), List.of(), millis);
    }

    /** The same with what the inspection has found. */
    public Result with(List<Shortcut> found) {
        return new Result(lab, seed, mode, call, isolation, foreign, problem, tasks, unwritten, earlier, found, millis);
    }

    /** Why nothing could be checked: a file and line where known, and the remedy. */
    public record Problem(String stage, String what, String remedy) {
        public Problem {
            what = Bytes.message(what);
        }
    }

    /**
     * One task and its checks.
     *
     * @param place where it begins in the learner's files, such as `Listener.java:38`; empty if unknown
     * @param methods all that it is about; none if unknown
     */
    public record TaskResult(Task task, List<CheckResult> checks, String place, List<MethodPlace> methods) {

        /** One of whose methods nothing is said. */
        public TaskResult(Task task, List<CheckResult> checks, String place) {
            this(task, checks, place, List.of());
        }

        public int earned() {
            return checks.stream().mapToInt(CheckResult::earned).sum();
        }

        /** For a task that failed and has several methods: `HeadParser.java:39 requestLine, 58 token`, one per file. */
        public List<String> suspects() {
            return verdict() != Verdict.FAILED || methods.size() < 2 ? List.of() : MethodPlace.byFile(methods);
        }

        public List<CheckResult> failed() {
            return checks.stream()
                    .filter(check -> check.verdict() == Verdict.FAILED || check.verdict() == Verdict.GRADER_ERROR)
                    .toList();
        }

        /** The points that could be had here and now. */
        public int checkable() {
            return checks.stream().filter(CheckResult::counts).mapToInt(CheckResult::points).sum();
        }

        /** How many checks could not be made here. */
        public int skipped() {
            return count(Verdict.SKIPPED);
        }

        public int count(Verdict verdict) {
            return (int) checks.stream().filter(check -> check.verdict() == verdict).count();
        }

        /** Whether all checks pass: none was skipped. */
        public boolean isProven() {
            return verdict() == Verdict.PASSED && skipped() == 0;
        }

        public Verdict verdict() {
            for (Verdict verdict : List.of(Verdict.GRADER_ERROR, Verdict.SKIPPED_BY_LEARNER, Verdict.NOT_STARTED,
                    Verdict.FAILED, Verdict.NOT_RUN, Verdict.PASSED)) {
                if (checks.stream().anyMatch(check -> check.verdict() == verdict)) {
                    return verdict;
                }
            }
            return Verdict.SKIPPED;
        }
    }

    /**
     * One check.
     *
     * @param rule its anchor on the lab's interface page; empty: the task's on the lab's page
     * @param reason for whatever is not passed: one line
     * @param failure what happened on the wire, for a failed one
     * @param cases those that it tried, if it has any
     */
    public record CheckResult(
            String id, String says, String clause, String rule, int points, Verdict verdict, String reason,
            Optional<Failure> failure, Cases cases, long millis) {

        public CheckResult {
            reason = Bytes.message(reason);
        }

        public int earned() {
            return switch (verdict) {
                case PASSED -> points;
                case FAILED -> cases.earned(points);
                default -> 0;
            };
        }

        boolean counts() {
            return verdict != Verdict.SKIPPED && verdict != Verdict.GRADER_ERROR;
        }

        /** Whether this machine did not let it come to a verdict: it was too busy, or out of something. */
        public boolean isMachinesFault() {
            return verdict == Verdict.GRADER_ERROR && reason.startsWith(MachineFault.PREFIX);
        }
    }

    /**
     * What happened, and why that is wrong.
     *
     * @param serverSaid the last lines on its standard error
     * @param repeated whether it was seen again, such as `fails 1 of 3`
     * @param loop where the server computed without end, such as `HeadReader.java:34`; empty: it did not, or in an
     *        unknown line
     */
    public record Failure(List<Transcript.Step> steps, String explanation, List<String> serverSaid, String repeated,
            String loop) {
        public Failure {
            serverSaid = serverSaid.stream().map(Bytes::printable).toList();
        }

        /** The same, by a server that was found to compute without end. */
        public Failure looping(String where) {
            return new Failure(steps, explanation, serverSaid, repeated, where);
        }
    }

    public int earned() {
        return tasks.stream().mapToInt(TaskResult::earned).sum();
    }

    /** Such as `95 of 100`, or `15 of 15 checkable`. */
    public String score() {
        return earned() + " of " + checkable() + (isComplete() ? "" : " checkable");
    }

    public int checkable() {
        return tasks.stream().mapToInt(TaskResult::checkable).sum();
    }

    public int total() {
        return tasks.stream().mapToInt(task -> task.task().points()).sum();
    }

    /** Whether every check that was asked for could be made. */
    public boolean isComplete() {
        return checkable()
                == tasks.stream().flatMap(task -> task.checks().stream()).mapToInt(CheckResult::points).sum();
    }

    /** Whether all tasks of the lab were asked for. */
    public boolean isWhole() {
        return tasks.size() == lab.tasks().size();
    }

    /** A stretch task is outside the 100: it may fail without harm. */
    private boolean has(Verdict verdict) {
        return tasks.stream()
                .filter(task -> !task.task().stretch())
                .flatMap(task -> task.checks().stream())
                .anyMatch(check -> check.verdict() == verdict);
    }

    public boolean graderFailed() {
        return has(Verdict.GRADER_ERROR);
    }

    /** Whether it was this machine's fault alone that the grader failed. */
    public boolean machineFailed() {
        return graderFailed() && tasks.stream()
                .flatMap(task -> task.checks().stream())
                .filter(check -> check.verdict() == Verdict.GRADER_ERROR)
                .allMatch(CheckResult::isMachinesFault);
    }

    /** Of a grading that failed: whose fault that is. */
    public String whyNoScore() {
        return machineFailed() ? "This machine could not do its part" : "The grader could not do its work";
    }

    /** Whether every check was skipped: in this mode, on this machine, there was nothing to do. */
    public boolean nothingChecked() {
        return problem.isEmpty() && tasks.stream()
                .flatMap(task -> task.checks().stream())
                .allMatch(check -> check.verdict() == Verdict.SKIPPED);
    }

    /** 0 all passed, 1 something failed, 2 the grader could not do its work, or found none to do. */
    public int exitCode() {
        if (graderFailed() || nothingChecked()) {
            return 2;
        }
        boolean good = problem.isEmpty() && !has(Verdict.FAILED) && !has(Verdict.NOT_STARTED) && !has(Verdict.NOT_RUN)
                && !has(Verdict.SKIPPED_BY_LEARNER);
        return good ? 0 : 1;
    }

    /**
     * The first task that is to be written or fixed: one of an earlier lab where this one waits for it, else in the
     * lab's order; what only waits for others comes after those.
     */
    public Optional<OpenTask> next() {
        return earlier.stream()
                .flatMap(each -> each.unwritten().stream())
                .findFirst()
                .or(() -> nextHere().map(task -> new OpenTask(lab, task.task(), task.place())));
    }

    private Optional<TaskResult> nextHere() {
        return first(Verdict.FAILED, Verdict.NOT_STARTED, Verdict.GRADER_ERROR)
                .or(() -> unwritten.stream().findFirst())
                .or(() -> first(Verdict.NOT_RUN));
    }

    /** Whether an earlier lab is not written as far as this one needs it: then no check was run. */
    public boolean waitsForAnEarlierLab() {
        return earlier.stream().anyMatch(each -> !each.unwritten().isEmpty());
    }

    private Optional<TaskResult> first(Verdict... verdicts) {
        return tasks.stream()
                .filter(task -> !task.task().stretch() && List.of(verdicts).contains(task.verdict()))
                .findFirst();
    }
}
