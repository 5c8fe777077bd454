package docs.studio.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.text.DiffRowGenerator;
import docs.studio.stream.Job;
import docs.studio.stream.Streams;
import docs.studio.web.Call;
import docs.studio.web.StudioPage;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** The view of the wire: its page, and what that asks. */
public final class WireRoutes implements AutoCloseable {

    private static final int MOST_SESSIONS = 8;
    private static final int MOST_TEXT = 64 << 10;
    private static final List<String> FILES =
            List.of("wire.css", "wire.js", "bytes.js", "connection.js", "exchange.js", "send.js", "picture.js",
                    "compare.js");

    private final Path root;
    private final Streams streams;
    private final IntSupplier labServer;
    private final Map<String, WireSession> sessions = new ConcurrentHashMap<>();

    /** @param labServer the port of the learner's server in the studio; 0: none runs */
    public WireRoutes(Course course, Streams streams, IntSupplier labServer) {
        this.root = course.root();
        this.streams = streams;
        this.labServer = labServer;
    }

    public void addTo(WebServer server) {
        StudioPage.add(server, root, "wire", "wire", FILES);
        server.route("POST /api/wire/open", this::open);
        server.route("POST /api/wire/look", this::look);
        server.route("POST /api/wire/bytes", this::bytes);
        server.route("POST /api/wire/send", this::send);
        server.route("POST /api/wire/compare", WireRoutes::compare);
    }

    /**
     * Opens a proxy to a port, or to the lab's server wherever that is. It closes with the page. A page that comes back
     * names its session, and goes on with it.
     */
    private void open(Call call) throws IOException {
        JsonNode body = call.json();
        int port = body.path("port").asInt(0);
        if (port < 0 || port > 65_535) {
            throw new UserError("the port is " + port, "give the port on which your server listens");
        }
        streams.begin(call, body, () -> start(body.path("id").asText(), body.path("was").asText(), port));
    }

    private synchronized Job start(String id, String was, int port) {
        sessions.values().removeIf(WireSession::isOver);
        WireSession known = sessions.get(was);
        Optional<Job> again = known == null ? Optional.empty() : known.page();
        if (again.isPresent()) {
            sessions.put(id, known);
            return again.get();
        }
        if (isFull()) {
            sessions.values().stream().filter(WireSession::isLeft).findFirst().ifPresent(WireSession::close);
            sessions.values().removeIf(WireSession::isOver);
        }
        if (isFull()) {
            throw new UserError(MOST_SESSIONS + " views of the wire are open", "close one of them");
        }
        WireSession session = new WireSession(port == 0 ? labServer : () -> port, streams.changes());
        sessions.put(id, session);
        return session.page().orElseThrow();
    }

    private boolean isFull() {
        return Set.copyOf(sessions.values()).size() >= MOST_SESSIONS;
    }

    private WireSession session(JsonNode body) {
        WireSession session = sessions.get(Call.text(body, "id"));
        if (session == null || session.isOver()) {
            throw new UserError("the view of the wire has ended", "reload the page");
        }
        return session;
    }

    private void look(Call call) throws IOException {
        JsonNode body = call.json();
        WireView.Piece piece = session(body).log()
                .look(body.path("connection").asInt(), each -> WireView.piece(each, body.path("from").asInt(-1)));
        call.reply(piece == null ? Map.of() : piece);
    }

    private void bytes(Call call) throws IOException {
        JsonNode body = call.json();
        Side side = one(Side.class, Call.text(body, "side"));
        String text = session(body).log()
                .look(body.path("connection").asInt(), each -> WireView.bytes(each, side, body.path("start").asLong(),
                        body.path("end").asLong(), MOST_TEXT));
        call.reply(Map.of("text", text == null ? "" : text));
    }

    private void send(Call call) throws IOException {
        JsonNode body = call.json();
        int client = session(body).send(new WireSender.Order(WireSender.bytes(Call.text(body, "text")),
                body.path("piece").asInt(0), body.path("pause").asInt(0),
                one(WireSender.End.class, Call.text(body, "end"))));
        call.reply(Map.of("client", client));
    }

    private static <E extends Enum<E>> E one(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UserError("there is no " + name, "reload the page"));
    }

    /** Two texts line by line. */
    private static void compare(Call call) throws IOException {
        JsonNode body = call.json();
        List<String> one = lines(Call.text(body, "one"));
        List<String> other = lines(Call.text(body, "other"));
        call.reply(Map.of("rows", DiffRowGenerator.create()
                .lineNormalizer(line -> line)
                .build()
                .generateDiffRows(one, other)
                .stream()
                .map(row -> Map.of("tag", row.getTag().name(), "one", row.getOldLine(), "other", row.getNewLine()))
                .toList()));
    }

    private static List<String> lines(String text) {
        if (text.length() > 4 * MOST_TEXT) {
            throw new UserError("one of the two has " + text.length() + " characters", "compare smaller ones");
        }
        return Arrays.asList(text.split("\n", -1));
    }

    @Override
    public void close() {
        Set.copyOf(sessions.values()).forEach(WireSession::close);
    }
}
