package docs.studio.xray;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.lab.LabRoutes;
import docs.studio.process.PrintedLines;
import docs.studio.web.Call;
import docs.studio.web.LocalGet;
import docs.studio.web.StudioPage;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The X-ray: its page, and what is known of single requests. The server's own times come from its admin port; without
 * them, an agent is in the server for as long as a page asks.
 */
public final class XrayRoutes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration RESPONSE = Duration.ofSeconds(30);
    private static final long LEASE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST_SENT = 20;
    private static final int FIRST_WITH_STOPS = 5;
    private static final int FIRST_WITH_TIMES = 12;

    /**
     * What a page shows.
     *
     * @param slow what `/slow` on the admin port says; null if that is not the source
     * @param seen what the agent reports; null if there is none
     * @param why in words why nothing is seen; empty if something is
     */
    private record View(int port, String slow, AgentSession.Seen seen, String why) {}

    /** A request that the page has sent. @param timing the field `Server-Timing`; null if there is none */
    private record Sent(String target, int status, double ms, String timing, String problem) {}

    private final Course course;
    private final LabRoutes labs;
    private final ScheduledExecutorService turns = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("x-ray lease").factory());
    private final ExecutorService senders =
            Executors.newFixedThreadPool(MOST_SENT, Thread.ofPlatform().daemon().name("x-ray client").factory());
    private AgentSession session;       // null: none was needed yet
    private PrintedLines sessionLog;    // of its server
    private long asked;

    public XrayRoutes(Course course, LabRoutes labs) {
        this.course = course;
        this.labs = labs;
    }

    public void addTo(WebServer server) {
        StudioPage.add(server, course.root(), "xray", "xray",
                List.of("xray.css", "xray.js", "waterfall.js", "sources.js"));
        server.route("POST /api/xray", call -> call.reply(view()));
        server.route("POST /api/xray/send", call -> call.reply(Map.of("sent", send(call.json()))));
        turns.scheduleWithFixedDelay(this::endUnused, 1, 1, TimeUnit.SECONDS);
    }

    private View view() {
        int port = labs.serverPort();
        String lab = labs.serverLab();
        int number = lab == null ? 0 : course.lab(lab).number();
        String slow = number >= FIRST_WITH_TIMES && port > 0 ? slow() : null;
        if (slow != null) {
            return new View(port, slow, null, "");
        }
        AgentSession agent = number < FIRST_WITH_STOPS ? null : agent(port, lab);
        if (agent == null) {
            return new View(port, null, null, port == 0 ? "" : "From outside, " + lab + " shows only its wire.");
        }
        return new View(port, null, agent.seen(), port == 0 ? "" : agent.problem());
    }

    private String slow() {
        try {
            LocalGet response = labs.adminPort() == 0 ? null : LocalGet.of(labs.adminPort(), "/slow", PATIENCE);
            return response == null || response.status() != 200 ? null
                    : new String(response.body(), StandardCharsets.UTF_8);
        } catch (IOException silent) {
            return null;
        }
    }

    /** The agent in the server that runs, or of the last that did; null if there was none. */
    private synchronized AgentSession agent(int port, String lab) {
        asked = System.nanoTime();
        if (port > 0 && (session == null || labs.serverLog() != sessionLog || session.isClosed())) {
            ProcessHandle process = AgentSession.process(port);
            endSession();
            sessionLog = labs.serverLog();
            session = AgentSession.begin(process.pid(), StopMoments.of(course, course.lab(lab)));
        }
        return session;
    }

    private synchronized void endUnused() {
        if (session != null && System.nanoTime() - asked > LEASE_NANOS) {
            endSession();
        }
    }

    private void endSession() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    /** Sends requests at once, and waits for their responses. */
    private List<Sent> send(JsonNode body) {
        String target = Call.text(body, "target");
        int count = body.path("count").asInt(0);
        int port = body.path("port").asInt(labs.serverPort());
        if (port < 1 || port > 65_535) {
            throw new UserError("no server runs", "press Run first");
        }
        if (count < 1 || count > MOST_SENT || !target.matches("/[\\w/.?=&%-]{0,200}")) {
            throw new UserError(count + " requests for " + target,
                    "give a path such as /slow/100, and up to " + MOST_SENT + " requests");
        }
        List<Future<Sent>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(senders.submit((Callable<Sent>) () -> get(port, target)));
        }
        List<Sent> sent = new ArrayList<>();
        try {
            for (Future<Sent> each : all) {
                sent.add(each.get());
            }
        } catch (InterruptedException | ExecutionException ends) {
            throw new UserError("the studio ends", "start it again");
        }
        return sent;
    }

    private static Sent get(int port, String target) {
        long start = System.nanoTime();
        try {
            LocalGet response = LocalGet.of(port, target, RESPONSE, true);
            return new Sent(target, response.status(), (System.nanoTime() - start) / 1e6, response.serverTiming(), "");
        } catch (IOException failed) {
            return new Sent(target, 0, (System.nanoTime() - start) / 1e6, null, failed.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        turns.shutdownNow();
        senders.shutdownNow();
        endSession();
    }
}
