package docs.studio.drills;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.stream.Streams;
import docs.studio.web.Call;
import docs.studio.web.StudioPage;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Progress;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Drills in the studio: their page, and what that asks. */
public final class DrillRoutes implements AutoCloseable {

    private static final int MOST = 2;

    /** What a page asks of its drill. */
    @FunctionalInterface
    private interface Question {
        Object of(DrillSession drill, JsonNode body) throws IOException, InterruptedException;
    }

    /**
     * Where the learner is.
     *
     * @param done drills
     * @param seen faults that were in one of them
     * @param due faults that come again now
     */
    private record Place(int done, int seen, long due, int faults, List<String> stops) {}

    private final Course course;
    private final Streams streams;
    private final Map<String, DrillRun> runs = new ConcurrentHashMap<>();
    private Reference reference;        // null: no drill was begun yet; guarded by this object's lock
    private boolean closed;             // the same

    public DrillRoutes(Course course, Streams streams) {
        this.course = course;
        this.streams = streams;
    }

    public void addTo(WebServer server) {
        StudioPage.add(server, course.root(), "drills", "drill", List.of("drill.css", "drill.js", "answer.js"));
        server.route("GET /api/drill", call -> call.reply(place()));
        server.route("POST /api/drill/begin", this::begin);
        server.route("POST /api/drill/end", call -> {
            run(call.json()).end();
            call.reply(Map.of());
        });
        route(server, "metrics", (drill, body) -> Map.of("metrics", drill.server().admin("/metrics")));
        route(server, "look", (drill, body) -> Map.of("lines", drill.look(Call.text(body, "line"))));
        route(server, "hint", (drill, body) -> Map.of("lines", drill.hint()));
        route(server, "answer", (drill, body) -> drill.answer(named(drill, body)));
        route(server, "give-up", (drill, body) -> {
            drill.giveUp();
            return Map.of();
        });
        route(server, "decisions", (drill, body) -> drill.decisions());
    }

    private void route(WebServer server, String name, Question question) {
        server.route("POST /api/drill/" + name, call -> {
            JsonNode body = call.json();
            try {
                call.reply(question.of(run(body).session(), body));
            } catch (InterruptedException stop) {
                throw new UserError("the studio ends", "start it again");
            }
        });
    }

    private DrillRun run(JsonNode body) {
        DrillRun run = runs.get(Call.text(body, "id"));
        if (run == null) {
            throw new UserError("no drill is going on here", "begin one");
        }
        return run;
    }

    private Place place() {
        List<Fault> all = Fault.all(course, new Random(0));
        Progress progress = Progress.peek(course);
        return new Place(progress.drills(), progress.drilled().size(), new Schedule(progress, new Random()).due(all),
                all.size(), Arrays.stream(Stop.values()).map(Stop::toString).toList());
    }

    private static Fault named(DrillSession drill, JsonNode body) {
        List<Fault> causes = drill.causes(stop(Call.text(body, "stop")));
        int cause = body.path("cause").asInt(-1);
        if (cause < 0 || cause >= causes.size()) {
            throw new UserError("there is no cause " + cause, "choose one of the list");
        }
        return causes.get(cause);
    }

    private static Stop stop(String name) {
        return Stop.of(name).orElseThrow(() -> new UserError("there is no stop " + name, "choose one of the seven"));
    }

    /** The page hears of it. It ends with the page. */
    private void begin(Call call) throws IOException {
        JsonNode body = call.json();
        boolean hard = body.path("hard").asBoolean();
        Optional<Stop> at = body.path("stop").isTextual() ? Optional.of(stop(body.path("stop").asText()))
                : Optional.empty();
        long seed = body.has("seed") ? body.path("seed").asLong(-1)
                : new Schedule(Progress.load(course), new Random()).seed(course, at, hard);
        if (seed < 0) {
            throw new UserError("the seed is " + body.path("seed"), "give the number that a drill has shown");
        }
        streams.begin(call, body, () -> start(body.path("id").asText(), Scene.of(course, seed, hard)));
    }

    private synchronized DrillRun start(String id, Scene scene) {
        runs.values().removeIf(DrillRun::isOver);
        if (closed || runs.size() >= MOST) {
            throw new UserError(closed ? "the studio ends" : MOST + " drills are open in other tabs",
                    closed ? "start it again" : "close one of them");
        }
        DrillRun run = new DrillRun(course, this::reference, scene, streams.changes());
        runs.put(id, run);
        return run;
    }

    private synchronized Reference reference() {
        if (closed) {
            throw new UserError("the studio ends", "start it again");
        }
        if (reference == null) {
            reference = new Reference(course);
        }
        return reference;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        runs.values().forEach(DrillRun::close);
        synchronized (this) {
            if (reference != null) {
                reference.close();
            }
        }
    }
}
