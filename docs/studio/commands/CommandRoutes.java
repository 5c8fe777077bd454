package docs.studio.commands;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.web.Call;
import docs.studio.web.Call.JsonLines;
import docs.studio.web.WebServer;
import grader.console.UserError;
import grader.course.Course;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Runs commands in the checkout, as a terminal that is open there would. Some of them are servers and do not end. */
public final class CommandRoutes implements AutoCloseable {

    private static final int MOST = 8;

    private final Course course;
    private final AtomicLong count = new AtomicLong();
    private final Map<Long, RunningCommand> running = new ConcurrentHashMap<>();
    private boolean closed;

    public CommandRoutes(Course course) {
        this.course = course;
    }

    public void addTo(WebServer server) {
        server.route("POST /api/commands/run", this::run);
        server.route("POST /api/commands/stop", call -> {
            RunningCommand command = running.get(call.json().path("id").asLong());
            if (command != null) {
                command.end();
            }
            call.reply(Map.of());
        });
    }

    /** Streams the command's number, what it prints, and its exit code. A reader who leaves ends it. */
    private void run(Call call) throws IOException {
        JsonNode body = call.json();
        long id = count.incrementAndGet();
        RunningCommand command = start(id, Call.text(body, "command"));
        try {
            JsonLines lines = call.stream();
            lines.send(Map.of("id", id));
            command.tell(lines);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            command.end();
            running.remove(id);
        }
    }

    private synchronized RunningCommand start(long id, String command) {
        if (closed) {
            throw new UserError("the studio ends", "start it again with ./jbang course");
        }
        if (running.size() >= MOST) {
            throw new UserError(MOST + " commands are running", "stop one of them");
        }
        RunningCommand started = new RunningCommand(command, course.root());
        running.put(id, started);
        return started;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        running.values().forEach(RunningCommand::end);
    }
}
