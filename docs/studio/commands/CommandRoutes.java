package docs.studio.commands;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.stream.Streams;
import docs.studio.web.Call;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs commands in the checkout, as a terminal that is open there would. Some of them are servers and do not end. */
public final class CommandRoutes implements AutoCloseable {

    private static final int MOST = 16;

    private final Course course;
    private final Streams streams;
    private final Map<String, RunningCommand> running = new ConcurrentHashMap<>();
    private boolean closed;

    public CommandRoutes(Course course, Streams streams) {
        this.course = course;
        this.streams = streams;
    }

    public void addTo(WebServer server) {
        server.route("POST /api/commands/run", this::run);
        server.route("POST /api/commands/input", this::type);
        server.route("POST /api/commands/stop", call -> {
            RunningCommand command = running.get(Call.text(call.json(), "id"));
            if (command != null) {
                command.end();
            }
            call.reply(Map.of());
        });
    }

    /** Without a line the input ends. */
    private void type(Call call) throws IOException {
        JsonNode body = call.json();
        RunningCommand command = running.get(Call.text(body, "id"));
        if (command == null || command.isOver()) {
            throw new UserError("the command has ended", "run it again");
        }
        command.type(body.has("line") ? Optional.of(Call.text(body, "line")) : Optional.empty());
        call.reply(Map.of());
    }

    /** The tab hears what it prints, and its exit code. It ends with the tab. */
    private void run(Call call) throws IOException {
        JsonNode body = call.json();
        String command = Call.text(body, "command");
        streams.begin(call, body, () -> start(body.path("id").asText(), command));
    }

    private synchronized RunningCommand start(String id, String command) {
        if (closed) {
            throw new UserError("the studio ends", "start it again with ./jbang course");
        }
        running.values().removeIf(RunningCommand::isOver);
        if (running.size() >= MOST) {
            throw new UserError(MOST + " commands are running", "stop one of them");
        }
        RunningCommand started = new RunningCommand(command, course.root(), streams.changes());
        running.put(id, started);
        return started;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        running.values().forEach(RunningCommand::endAndWait);
    }
}
