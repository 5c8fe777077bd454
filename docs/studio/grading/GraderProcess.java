package docs.studio.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.machine.os.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;

/**
 * `./jbang grade LAB --events`, which stays warm between two gradings. It ends with its standard input, and so with
 * this program, however that ends.
 */
final class GraderProcess implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final String lab;
    private final Process process;
    private final Writer requests;
    private final Deque<Grading> waiting = new ArrayDeque<>();
    private Grading current;      // null: none has begun
    private boolean built;        // a grading has begun
    private String lastWords = "";

    GraderProcess(Course course, String lab) {
        this.lab = lab;
        try {
            process = new ProcessBuilder(course.root().resolve("jbang").toString(), "grade", lab, "--events")
                    .directory(course.root().toFile())
                    .start();
        } catch (IOException error) {
            throw UserError.of(error, "starting the grader");
        }
        requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().start(() -> read(process.inputReader(StandardCharsets.UTF_8), this::heard));
        Thread errors = Thread.ofPlatform()
                .daemon()
                .start(() -> read(process.errorReader(StandardCharsets.UTF_8), this::said));
        process.onExit().thenRun(() -> ended(errors));
    }

    boolean isFor(String other) {
        return lab.equals(other) && process.isAlive();
    }

    synchronized boolean isGrading() {
        return process.isAlive() && (current != null || !waiting.isEmpty());
    }

    /** Begins a grading, and ends the one before. @param what a task, a check and a seed, or empty: the lab */
    synchronized void grade(String what, Grading grading) {
        waiting.add(grading);
        if (!built && !lastWords.isEmpty()) {
            tell(grading);
        }
        send("grade " + what);
        if (!process.isAlive()) {
            ended();
        }
    }

    /** Ends the grading that runs. */
    synchronized void stop() {
        send("stop");
    }

    private void send(String line) {
        try {
            requests.write(line.strip() + "\n");
            requests.flush();
        } catch (IOException gone) {
            ended();
        }
    }

    private static void read(BufferedReader lines, Consumer<String> each) {
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(line);
            }
        } catch (IOException gone) {
            // the end is told by the process itself
        }
    }

    private synchronized void heard(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            if (event.path("event").asText().equals("begun")) {
                current = waiting.poll();
                built = true;
            }
            if (current != null) {
                current.heard(event);
                current = current.isOver() ? null : current;
            }
        } catch (JsonProcessingException noEvent) {
            said(line);
        }
    }

    /** What it says before its first grading is how it is being built: JBang's lines. */
    private synchronized void said(String line) {
        if (!line.isBlank()) {
            lastWords = line;
        }
        if (!built) {
            waiting.forEach(this::tell);
        }
    }

    private void tell(Grading grading) {
        grading.heard(JSON.valueToTree(Map.of("event", "said", "words", "the grader starts: "
                + lastWords.replaceFirst("^\\[jbang] +", ""))));
    }

    /** Its last words may be read after its end. */
    private void ended(Thread errors) {
        try {
            errors.join(LAST_WORDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        ended();
    }

    private synchronized void ended() {
        if (current != null) {
            waiting.addFirst(current);
            current = null;
        }
        JsonNode event = JSON.valueToTree(Map.of("event", "problem", "what",
                "the grader has ended" + (lastWords.isEmpty() ? "" : ": " + lastWords), "remedy", "grade again"));
        waiting.forEach(grading -> grading.heard(event));
        waiting.clear();
    }

    /** Ends it. @param why for those who wait for a verdict */
    synchronized void end(String why) {
        lastWords = why;
        close();
    }

    @Override
    public void close() {
        ProcessTree.below(process.toHandle()).forEach(ProcessHandle::destroy);
        process.destroy();
    }
}
