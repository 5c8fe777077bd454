package docs.studio.grading;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.web.Call;
import docs.studio.web.Call.JsonLines;
import docs.studio.web.WebServer;
import grader.console.UserError;
import grader.course.Course;
import grader.course.Lab;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Grading on request. There is one warm grader, for the lab that was graded last. */
public final class GradeRoutes implements AutoCloseable {

    private final Course course;
    private final GradingNote note;
    private GraderProcess grader;       // null: none has been started

    public GradeRoutes(Course course) {
        this.course = course;
        this.note = new GradingNote(course);
    }

    public void addTo(WebServer server) {
        server.route("POST /api/grade", this::grade);
        server.route("POST /api/grade/start", call -> {
            warmUp(lab(call.json()));
            call.reply(Map.of());
        });
        server.route("POST /api/grade/stop", call -> {
            stop(lab(call.json()));
            call.reply(Map.of());
        });
    }

    private Lab lab(JsonNode body) {
        return course.lab(body.path("lab").asText());
    }

    /** A grading that runs for another page goes on. */
    private synchronized void warmUp(Lab lab) {
        if (grader == null || !grader.isGrading()) {
            grader(lab);
        }
    }

    private synchronized void stop(Lab lab) {
        if (grader != null && grader.isFor(lab.name())) {
            grader.stop();
        }
    }

    private synchronized GraderProcess grader(Lab lab) {
        if (grader == null || !grader.isFor(lab.name())) {
            endGrader(lab.name() + " is graded now, by another page");
            grader = new GraderProcess(course, lab.name());
        }
        return grader;
    }

    /** Streams the events of a grading. A reader who leaves ends nothing: the verdicts are kept. */
    private void grade(Call call) throws IOException {
        JsonNode body = call.json();
        Lab lab = lab(body);
        Optional<String> only = Optional.ofNullable(body.path("only").textValue());
        only.filter(task -> lab.task(task).isEmpty()).ifPresent(unknown -> {
            throw new UserError(lab.name() + " has no task " + unknown, "reload the page");
        });
        GraderProcess chosen = grader(lab);
        JsonLines lines = call.stream();
        note.begin(lab);
        try {
            chosen.grade(only, event -> send(lines, event));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            note.end();
        }
    }

    private static void send(JsonLines lines, JsonNode event) {
        try {
            lines.send(event);
        } catch (IOException gone) {
            // the page was closed
        }
    }

    private synchronized void endGrader(String why) {
        if (grader != null) {
            grader.end(why);
            grader = null;
        }
    }

    @Override
    public void close() {
        endGrader("the studio ends");
        note.forget();
    }
}
