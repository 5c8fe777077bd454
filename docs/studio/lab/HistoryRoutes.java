package docs.studio.lab;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.web.Call;
import docs.studio.web.WebServer;
import grader.core.course.Course;
import grader.core.course.GradingHistory;
import grader.core.course.Progress.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The gradings of a lab on its page. */
final class HistoryRoutes {

    /** A grading without its files. */
    private record EntryView(int number, String time, String only, int points, int outOf, Map<String, TaskState> tasks,
            String problem) {

        static EntryView of(GradingHistory.Entry entry) {
            return new EntryView(entry.number(), entry.time(), entry.only(), entry.points(), entry.outOf(),
                    entry.tasks(), entry.problem());
        }
    }

    private final Course course;

    HistoryRoutes(Course course) {
        this.course = course;
    }

    void addTo(WebServer web) {
        web.route("GET /api/lab/history", call -> call.reply(
                new GradingHistory(course.lab(call.query().getOrDefault("lab", "")))
                        .all()
                        .stream()
                        .map(EntryView::of)
                        .toList()));
        web.route("GET /api/lab/history/diff", this::difference);
        web.route("POST /api/lab/history/restore", call -> {
            JsonNode body = call.json();
            call.reply(Map.of("backup", LabHistory.restore(course.lab(Call.text(body, "lab")),
                    body.path("number").asInt())
                    .map(folder -> course.root().relativize(folder).toString())
                    .orElse("")));
        });
    }

    private void difference(Call call) throws IOException {
        Map<String, String> query = call.query();
        Map<String, List<String>> files = LabHistory.difference(course.lab(query.getOrDefault("lab", "")),
                query.getOrDefault("from", ""), query.getOrDefault("to", ""));
        call.reply(files.entrySet()
                .stream()
                .map(file -> Map.of("name", file.getKey(), "diff", String.join("\n", file.getValue())))
                .toList());
    }
}
