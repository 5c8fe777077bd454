package docs.studio.queues;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.servers.LoadClock;
import docs.studio.web.Call;
import docs.studio.web.LocalGet;
import docs.studio.web.StudioPage;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.machine.os.SocketTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/** The view of the queues: its page, and how they are now. */
public final class QueueRoutes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * How the queues are.
     *
     * @param kernel connections that wait to be accepted; null if the system does not say
     * @param queue what `/queue` on the admin port says; null if nothing does
     * @param metrics what `/metrics` says; null if nothing does
     */
    private record View(int port, Long kernel, String queue, String metrics, QueueLoad.Seen client) {}

    private final Course course;
    private final IntSupplier port;
    private final IntSupplier adminPort;
    private final QueueLoad load;

    /** @param port of the learner's server, 0: none runs. @param adminPort of it; 0: it has none */
    public QueueRoutes(Course course, IntSupplier port, IntSupplier adminPort) {
        this.course = course;
        this.port = port;
        this.adminPort = adminPort;
        this.load = new QueueLoad(port);
    }

    public void addTo(WebServer server) {
        StudioPage.add(server, course.root(), "queues", "queues", List.of("queues.css", "queues.js", "places.js"));
        server.route("POST /api/queues", call -> {
            JsonNode asked = call.json();
            int other = port(asked, "port");
            if (asked.path("load").isObject()) {
                send(asked.path("load"), other);
            }
            call.reply(other == 0 ? view(port.getAsInt(), adminPort.getAsInt()) : view(other, port(asked, "admin")));
        });
    }

    /** A port that the page was given, of a server that the studio has not started; 0: none. */
    private static int port(JsonNode asked, String name) {
        int port = asked.path(name).asInt();
        if (port < 0 || port > 65_535) {
            throw new UserError(name + " is " + port, "give the port on which your server listens");
        }
        return port;
    }

    private void send(JsonNode wanted, int to) {
        int rate = wanted.path("rate").asInt(-1);
        int silent = wanted.path("silent").asInt(-1);
        String target = Call.text(wanted, "target");
        if (rate < 0 || rate > LoadClock.MOST_PER_SECOND || silent < 0 || silent > QueueLoad.MOST_SILENT
                || !target.matches("/[\\w/.?=&%-]{0,200}")) {
            throw new UserError("the load is " + wanted, "give a rate from 0 to " + LoadClock.MOST_PER_SECOND
                    + ", up to " + QueueLoad.MOST_SILENT + " silent clients, and a path such as /slow/100");
        }
        load.send(rate, target, silent, to);
    }

    private View view(int to, int admin) {
        Long kernel = to == 0 || !SocketTable.exists() ? null
                : SocketTable.listener(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), to),
                        SocketTable.Entry::listens).map(SocketTable.Entry::unread).orElse(null);
        String queue = read(admin, "/queue");
        return new View(to, kernel, queue, queue == null ? read(admin, "/metrics") : null, load.seen());
    }

    private static String read(int admin, String path) {
        try {
            LocalGet response = admin == 0 ? null : LocalGet.of(admin, path, PATIENCE);
            return response == null || response.status() != 200 ? null
                    : new String(response.body(), StandardCharsets.UTF_8);
        } catch (IOException silent) {
            return null;
        }
    }

    @Override
    public void close() {
        load.close();
    }
}
