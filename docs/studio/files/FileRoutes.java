package docs.studio.files;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.web.Call;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The files that a page tells its readers to type: a listing whose caption is the name of a Java file, no more; and
 * `labs/.answers.json`, how the exercises went, which a browser alone would keep to itself.
 */
public final class FileRoutes {

    private final Course course;

    public FileRoutes(Course course) {
        this.course = course;
    }

    public void addTo(WebServer server) {
        server.route("GET /api/file", call -> call
                .reply(file(call.query().getOrDefault("page", ""), call.query().getOrDefault("file", "")).read()));
        server.route("PUT /api/file", this::write);
        SharedFile answers = new SharedFile(course.labs().resolve(".answers.json"));
        server.route("GET /api/answers", call -> call.reply(Map.of("record", answers.read().text())));
        server.route("PUT /api/answers",
                call -> call.reply(answers.write(Call.text(call.json(), "record"), answers.read().hash())));
    }

    private void write(Call call) throws IOException {
        JsonNode body = call.json();
        SharedFile file = file(Call.text(body, "page"), Call.text(body, "file"));
        call.reply(file.write(Call.text(body, "text"), Call.text(body, "base")));
    }

    /** A file in the checkout's own folder, if the page has it; a link is none. */
    private SharedFile file(String page, String name) throws IOException {
        Path source = course.pages().resolve(page + ".adoc");
        Path file = course.root().resolve(name);
        if (!page.matches("[a-z0-9-]+") || !name.matches("[A-Z]\\w*\\.java") || !Files.isRegularFile(source)
                || Files.readAllLines(source).stream().noneMatch(("." + name)::equals) || Files.isSymbolicLink(file)) {
            throw new UserError("the page " + page + " has no file " + name, "reload the page");
        }
        return new SharedFile(file);
    }
}
