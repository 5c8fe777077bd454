package docs.studio.grading;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.stream.Streams;
import docs.studio.web.Call;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import java.io.IOException;
import java.util.Map;

/** Grading on request. There is one warm grader, for the lab that was graded last. */
public final class GradeRoutes implements AutoCloseable {

    private final Course course;
    private final Streams streams;
    private final GradingNote note;
    private GraderProcess grader;       // null: none has been started

    public GradeRoutes(Course course, Streams streams) {
        this.course = course;
        this.streams = streams;
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

    /** The tab hears the events of the grading. It goes on without the tab: the verdicts are kept. */
    private void grade(Call call) throws IOException {
        JsonNode body = call.json();
        Lab lab = lab(body);
        String what = what(lab, body.path("only").asText(), body.path("seed").asText());
        streams.begin(call, body, () -> {
            GraderProcess chosen = grader(lab);
            Grading grading = new Grading(streams.changes(), note::end);
            note.begin(lab);
            chosen.grade(what, grading);
            return grading;
        });
    }

    /** @param seed of an earlier grading: then `only` is a check of it, which is made again */
    private static String what(Lab lab, String only, String seed) {
        if (!seed.isEmpty() && only.matches("[\\w-]+") && seed.matches("\\w+")) {
            return only + " " + seed;
        }
        if (!seed.isEmpty() || !only.isEmpty() && lab.task(only).isEmpty()) {
            throw new UserError(lab.name() + " has no task " + only, "reload the page");
        }
        return only;
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
