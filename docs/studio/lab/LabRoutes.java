package docs.studio.lab;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.code.Declaration;
import docs.studio.code.Edited;
import docs.studio.code.JavaCheck;
import docs.studio.code.Meaning;
import docs.studio.code.Suggestions;
import docs.studio.files.SharedFile;
import docs.studio.process.PrintedLines;
import docs.studio.stream.Streams;
import docs.studio.web.Call;
import docs.studio.web.WebServer;
import grader.core.course.Course;
import grader.core.course.Lab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** What a lab's page asks about the learner's files and server. Every request names the lab. */
public final class LabRoutes implements AutoCloseable {

    private final Course course;
    private final LabServer server;
    private final SignalRoutes signals;
    private final LabEvents events;
    private final JavaCheck javac;
    private final Set<String> warm = ConcurrentHashMap.newKeySet();

    public LabRoutes(Course course, Streams streams) {
        this.course = course;
        this.server = new LabServer(streams.changes());
        this.signals = new SignalRoutes(server);
        this.events = new LabEvents(streams.changes(), server);
        streams.topic("lab", name -> events.of(course.lab(name)));
        this.javac = new JavaCheck(course);
    }

    public void addTo(WebServer web) {
        web.route("GET /api/course", call -> call
                .reply(CourseView.of(course, call.query().getOrDefault("page", ""))));
        web.route("GET /api/lab", call -> call.reply(view(lab(call))));
        web.route("GET /api/lab/file", call -> {
            String file = call.query().getOrDefault("file", "");
            call.reply(new SharedFile(LabFiles.file(lab(call), file)).read());
        });
        web.route("PUT /api/lab/file", this::write);
        web.route("POST /api/code/check",
                call -> call.reply(Map.of("problems", javac.check(edited(call.json())))));
        web.route("POST /api/code/complete", call -> {
            JsonNode body = call.json();
            Edited edited = edited(body);
            call.reply(Suggestions.of(javac, edited, Call.cursor(body, edited.text())));
        });
        web.route("POST /api/code/meaning", call -> {
            JsonNode body = call.json();
            Edited edited = edited(body);
            call.reply(orNothing(Meaning.of(javac, edited, Call.cursor(body, edited.text()))));
        });
        web.route("POST /api/code/declaration", call -> {
            JsonNode body = call.json();
            Optional<Lab> lab = body.has("lab") ? Optional.of(lab(body)) : Optional.empty();
            call.reply(orNothing(Declaration.of(Call.text(body, "key"), Edited.sources(lab))));
        });
        web.route("POST /api/lab/run", call -> {
            JsonNode body = call.json();
            server.start(lab(body), flags(body));
            call.reply(Map.of());
        });
        web.route("POST /api/lab/stop", call -> {
            server.stop();
            call.reply(Map.of());
        });
        new HelpRoutes(course).addTo(web);
        new HistoryRoutes(course).addTo(web);
        signals.addTo(web);
    }

    private Edited edited(JsonNode body) {
        Edited edited = Edited.of(course, body);
        edited.lab().ifPresent(lab -> LabFiles.place(lab, edited.file()));
        return edited;
    }

    private static Object orNothing(Optional<?> found) {
        return found.isPresent() ? found.get() : Map.of();
    }

    private Lab lab(Call call) {
        return course.lab(call.query().getOrDefault("lab", ""));
    }

    private Lab lab(JsonNode body) {
        return course.lab(Call.text(body, "lab"));
    }

    private static List<String> flags(JsonNode body) {
        List<String> flags = new ArrayList<>();
        body.path("flags").forEach(flag -> flags.add(flag.asText()));
        return flags;
    }

    /** The first view of a lab warms the compiler up: the first key that is pressed need not wait for it. */
    private LabView view(Lab lab) {
        LabView view = LabView.of(lab);
        if (!view.files().isEmpty() && warm.add(lab.name())) {
            String file = view.files().getFirst().name();
            Thread.ofPlatform().daemon().start(() -> warmUp(lab, file));
        }
        return view;
    }

    private void warmUp(Lab lab, String file) {
        try {
            Edited edited = new Edited(Optional.of(lab), file, LabSources.read(LabFiles.file(lab, file)));
            javac.check(edited);
            Suggestions.of(javac, edited, edited.text().lastIndexOf('}'));
        } catch (RuntimeException problem) {
            // the next check tells of it
        }
    }

    /** A conflict is no failure of the request: the page asks the learner. */
    private void write(Call call) throws IOException {
        JsonNode body = call.json();
        Lab lab = lab(body);
        SharedFile.Saved saved =
                LabFiles.write(lab, Call.text(body, "file"), Call.text(body, "text"), Call.text(body, "base"));
        if (saved.conflict()) {
            events.look(lab);
        }
        call.reply(saved);
    }

    /** Tells the listener at each change on which port the learner's server listens; 0: on none. */
    public void tellPort(IntConsumer listener) {
        server.tellPort(listener);
    }

    /** Where the learner's server listens now; 0: nowhere. */
    public int serverPort() {
        return server.port();
    }

    /** Where its admin pages are; 0: nowhere. */
    public int adminPort() {
        return server.adminPort();
    }

    /** Whose server was started last, such as `lab05`; null if none was. */
    public String serverLab() {
        return server.state().lab();
    }

    /** What that server has printed: another object for each server that was started; null if none was. */
    public PrintedLines serverLog() {
        return server.log();
    }

    /** How many labs are watched: those of open pages. */
    public int watched() {
        return events.watched();
    }

    @Override
    public void close() {
        events.close();
        signals.close();
        server.close();
        javac.close();
    }
}
