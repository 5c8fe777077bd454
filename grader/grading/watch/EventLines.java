package grader.grading.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import grader.core.console.UserError;
import grader.grading.engine.Settings;
import grader.results.report.JsonReport;
import grader.results.result.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * `grade LAB --events`: for editors. A line of standard input asks for a grading, `grade` or `grade TASK`, for one
 * check with the random values that it had, `grade CHECK SEED`, or ends it, `stop`; a new grading ends the running one.
 * What happens is a line of JSON each, an object whose member `event` is `begun`, `said` (with `words`), `judged` (with
 * `task`, `check` and `verdict`), `stopped`, `problem` (with `what` and `remedy`) or `result` (with `result`, as in
 * result.schema.json).
 *
 * <p>The program stays warm between two gradings, and ends with its standard input.
 */
public final class EventLines {

    private static final JsonMapper JSON = new JsonMapper();

    private final Supplier<Settings> settings;
    private final PrintWriter out;
    private final BiConsumer<Settings, Result> keep;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private Run run;        // null: none runs

    /**
     * @param settings of the next grading, with other random values each time
     * @param keep what is to be done with each result
     */
    public EventLines(Supplier<Settings> settings, PrintWriter out, BiConsumer<Settings, Result> keep) {
        this.settings = settings;
        this.out = out;
        this.keep = keep;
    }

    /** Returns when `in` ends. */
    public int run(InputStream in) {
        Thread.ofPlatform().daemon().name("requests").start(() -> read(in));
        try {
            while (true) {
                switch (events.take()) {
                    case Event.InputEnded _ -> {
                        end();
                        return 0;
                    }
                    case Event.Asked asked -> asked(asked.line().strip());
                    case Event.Said said when said.run() == run ->
                        tell("said", event -> event.put("words", said.words()));
                    case Event.Judged judged when judged.run() == run -> tell("judged", event -> event
                            .put("task", judged.task())
                            .put("check", judged.check())
                            .put("verdict", judged.verdict().toString()));
                    case Event.Graded graded when graded.run() == run -> graded(graded.result());
                    case Event.Broke broke when broke.run() == run -> broke(broke.why());
                    default -> {}       // of a grading that was stopped
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return 2;
        }
    }

    private void read(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                events.add(new Event.Asked(line));
            }
        } catch (IOException gone) {
            // the same as an end
        }
        events.add(new Event.InputEnded());
    }

    private void asked(String line) {
        if (line.equals("stop")) {
            stop();
        } else if (line.matches("grade( \\S+){0,2}")) {
            stop();
            String[] words = line.split(" ");
            Optional<String> only = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
            Settings next = settings.get().withOnly(only);
            run = new Run(words.length > 2 ? next.withSeed(words[2]) : next, only.orElse(""), events::add);
            tell("begun", event -> only.ifPresent(one -> event.put("only", one)));
        } else if (!line.isEmpty()) {
            problem(new UserError("'" + line + "' is not understood",
                    "write grade, grade TASK, grade CHECK SEED or stop"));
        }
    }

    private void stop() {
        if (run != null) {
            run.stop();
            run = null;
            tell("stopped", event -> {});
        }
    }

    private void end() {
        Run last = run;
        stop();
        if (last != null) {
            last.awaitEnd();
        }
    }

    private void graded(Result result) {
        Settings graded = run.settings();
        run = null;
        try {
            keep.accept(graded, result);
        } catch (UserError problem) {
            problem(problem);
        }
        tell("result", event -> event.set("result", JsonReport.node(result)));
        System.gc();        // the next request may be minutes away: until then the memory is others'
    }

    private void broke(Throwable why) {
        run = null;
        problem(why instanceof UserError problem ? problem
                : new UserError("a mistake in the course: " + why, "please report it, with what you did"));
    }

    private void problem(UserError problem) {
        tell("problem", event -> event.put("what", problem.getMessage()).put("remedy", problem.remedy()));
    }

    private void tell(String name, Consumer<ObjectNode> details) {
        ObjectNode event = JSON.createObjectNode().put("event", name);
        details.accept(event);
        try {
            out.println(JSON.writeValueAsString(event));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        out.flush();
    }
}
