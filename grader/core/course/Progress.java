package grader.core.course;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The learner's place: labs/.progress.json in their checkout, for terminal, grader and studio alike.
 *
 * <p>Every change reads the file again, changes its own part and writes the whole file at once, one program at a time,
 * so that two programs keep each other's entries; unknown members stay. A damaged file is moved to the backups, and
 * progress starts over: {@link #warning} says so. Loading never fails; a change throws a {@link UserError} if the file
 * cannot be written.
 */
public final class Progress {

    /** The verdicts that are kept. A grader error is none of them: it says nothing about the learner. */
    public static final List<String> VERDICTS =
            List.of("passed", "failed", "not started", "not run", "skipped", "skipped by the learner");

    /** The verdict on a task whose code the learner's files no longer hold: it comes back with the code. */
    public static final String GONE = "code gone";

    /** The result of a task's last grading. */
    public record TaskState(int earned, int outOf, String verdict) {
        /** Whether the task needs no more work: it is passed, or cannot be graded on this machine. */
        public boolean isDone() {
            return passed() || verdict.equals("skipped");
        }

        public boolean passed() {
            return verdict.equals("passed");
        }
    }

    /**
     * How a fault of the drills has gone.
     *
     * @param streak how often in a row it was found
     * @param due the number of the drill at which it comes again
     */
    public record Drilled(int streak, int due) {}

    private static final int LONGEST_CRUX = 2000;
    private static final Object ONE_AT_A_TIME = new Object();

    private final ProgressFile file;
    private ObjectNode root;
    private Map<String, Set<String>> unwritten = Map.of();

    private Progress(ProgressFile file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    public static Progress load(Course course) {
        ProgressFile file = new ProgressFile(course);
        return new Progress(file, file.read());
    }

    /** For a look and no more: a damaged file counts as empty and stays where it is, for {@link #load} to tell of. */
    public static Progress peek(Course course) {
        ProgressFile file = new ProgressFile(course);
        return new Progress(file, file.peek());
    }

    /**
     * The same, for files that lack the code of some tasks.
     *
     * @param without the ids of those tasks, by lab
     */
    public Progress without(Map<String, Set<String>> without) {
        Progress seen = new Progress(file, root);
        seen.unwritten = Map.copyOf(without);
        return seen;
    }

    /** One line for the user where the file was damaged or cannot be used. */
    public Optional<String> warning() {
        return file.warning();
    }

    /** Whether nothing has been kept yet. */
    public boolean isFresh() {
        return root.path("labs").isEmpty();
    }

    /** The task's last result; empty if it was never graded. */
    public Optional<TaskState> task(String lab, String task) {
        JsonNode state = state(lab, task);
        if (!state.has("verdict")) {
            return Optional.empty();
        }
        boolean gone = state.path("written").asBoolean() && unwritten.getOrDefault(lab, Set.of()).contains(task);
        return Optional.of(new TaskState(gone ? 0 : state.path("earned").asInt(), state.path("outOf").asInt(),
                gone ? GONE : state.path("verdict").asText()));
    }

    /** Whether a grading saw code of any task of the lab. */
    public boolean hasCode(String lab) {
        return root.path("labs")
                .path(lab)
                .path("tasks")
                .valueStream()
                .anyMatch(task -> task.path("written").asBoolean());
    }

    public void record(Lab lab, Map<String, TaskState> states) {
        record(lab, states, Set.of());
    }

    /**
     * Keeps what a grading said of these tasks, by their ids; the lab's other tasks stay as they are.
     *
     * @param written those of which the grading saw code
     */
    public void record(Lab lab, Map<String, TaskState> states, Set<String> written) {
        change(lab, entry -> states.forEach((task, state) -> {
            if (VERDICTS.contains(state.verdict())) {
                task(entry, task)
                        .put("earned", state.earned())
                        .put("outOf", state.outOf())
                        .put("verdict", state.verdict())
                        .put("written", written.contains(task));
            }
        }));
    }

    /** Forgets the results of these tasks; the hints that were shown stay shown. */
    public void forget(Lab lab, List<String> tasks) {
        change(lab, entry -> {
            tasks.forEach(task -> task(entry, task).remove(List.of("earned", "outOf", "verdict", "written")));
            entry.withObjectProperty("tasks").removeIf(JsonNode::isEmpty);
        });
    }

    /** How many hints of the task were shown: 0 to 3. */
    public int hints(String lab, String task) {
        return state(lab, task).path("hints").asInt();
    }

    public void hintsShown(Lab lab, String task, int hints) {
        change(lab, entry -> task(entry, task).put("hints", hints));
    }

    /** Whether the learner went on with the reference's parts of this lab. */
    public boolean skipped(String lab) {
        return root.path("labs").path(lab).path("skipped").asBoolean();
    }

    public void skipped(Lab lab, boolean skipped) {
        change(lab, entry -> entry.put("skipped", skipped));
    }

    /** Whether it was said which form of the starter this lab is to have. */
    public boolean hasForm(String lab) {
        return root.path("labs").path(lab).has("starter");
    }

    /** @param form `open` or `guided` */
    public void form(Lab lab, String form) {
        change(lab, entry -> entry.put("starter", form));
    }

    /** The crux of the lab's page in the learner's own words; empty if there are none. */
    public String crux(String lab) {
        return root.path("labs").path(lab).path("crux").asText();
    }

    /** @throws UserError if it is too long to be a crux */
    public void crux(Lab lab, String words) {
        if (words.length() > LONGEST_CRUX) {
            throw new UserError("the crux has " + words.length() + " characters",
                    "say it in " + LONGEST_CRUX + " or fewer");
        }
        change(lab, entry -> entry.put("crux", words.strip()));
    }

    /** How many drills were done. */
    public int drills() {
        return root.path("drills").path("done").asInt();
    }

    /** The faults that were in a drill, by name. */
    public Map<String, Drilled> drilled() {
        Map<String, Drilled> all = new TreeMap<>();
        root.path("drills")
                .path("faults")
                .properties()
                .forEach(fault -> all.put(fault.getKey(),
                        new Drilled(fault.getValue().path("streak").asInt(), fault.getValue().path("due").asInt())));
        return all;
    }

    /** Keeps how the faults of a drill have gone. */
    public void drilled(Map<String, Drilled> faults) {
        changeAll(all -> {
            ObjectNode drills = all.withObjectProperty("drills");
            drills.put("done", drills.path("done").asInt() + 1);
            faults.forEach((name, fault) -> drills.withObjectProperty("faults")
                    .withObjectProperty(name)
                    .put("streak", fault.streak())
                    .put("due", fault.due()));
        });
    }

    private JsonNode state(String lab, String task) {
        return root.path("labs").path(lab).path("tasks").path(task);
    }

    private static ObjectNode task(ObjectNode lab, String task) {
        return lab.withObjectProperty("tasks").withObjectProperty(task);
    }

    private void change(Lab lab, Consumer<ObjectNode> how) {
        changeAll(all -> how.accept(all.withObjectProperty("labs").withObjectProperty(lab.name())));
    }

    private void changeAll(Consumer<ObjectNode> how) {
        synchronized (ONE_AT_A_TIME) {
            file.alone(() -> {
                root = file.read();
                how.accept(root);
                file.write(root);
            });
        }
    }
}
