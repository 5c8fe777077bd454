package docs.studio.stream;

import com.fasterxml.jackson.databind.JsonNode;
import docs.studio.process.Changes;
import docs.studio.web.Call;
import docs.studio.web.WebServer;
import grader.core.console.UserError;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The streams of browsers, one each: a browser has six connections to a server (HTTP/1.1), and needs the others for its
 * pages, for saving and for Stop. A tab joins the stream of its browser, and leaves it. What it has started goes on
 * while it is there, and for a moment after its stream has broken off.
 */
public final class Streams implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String ID = "[0-9a-f]{16,64}";

    private final Changes changes = new Changes();
    private final Duration grace;
    private final Map<String, Function<String, Feed>> topics = new ConcurrentHashMap<>();
    private final Map<String, OpenStream> streams = new ConcurrentHashMap<>();
    private final Map<String, Tab> tabs = new HashMap<>();
    private final ScheduledExecutorService later = new ScheduledThreadPoolExecutor(1,
            Thread.ofPlatform().daemon().name("tabs").factory(), new ThreadPoolExecutor.DiscardPolicy());

    public Streams() {
        this(GRACE);
    }

    /** @param grace how long a tab may be without a stream before it counts as closed */
    public Streams(Duration grace) {
        this.grace = grace;
    }

    /** Told of each change, it wakes the streams. */
    public Changes changes() {
        return changes;
    }

    /** Makes something known that tabs may look at. @param feed of a name in it, such as `lab01` */
    public void topic(String topic, Function<String, Feed> feed) {
        topics.put(topic, feed);
    }

    public void addTo(WebServer server) {
        server.route("GET /api/stream", this::tell);
        server.route("POST /api/stream/join", this::join);
        server.route("POST /api/stream/leave", call -> {
            leave(id(call.json(), "tab"));
            call.reply(Map.of());
        });
    }

    /**
     * Starts what a request asks for, and answers with its id at once. The tab that asks chooses it, so it knows it
     * before the first news come.
     *
     * @param body its members `tab` and `id`, 16 to 64 hexadecimal digits
     */
    public void begin(Call call, JsonNode body, Supplier<Job> start) throws IOException {
        String id = id(body, "id");
        while (!tab(id(body, "tab")).begin(id, start)) {
            // another request has just ended the tab: it is a new one
        }
        changes.happened();
        call.reply(Map.of("id", id));
    }

    private static String id(JsonNode body, String member) {
        String id = Call.text(body, member);
        if (!id.matches(ID)) {
            throw new UserError("the request has no " + member + " of 16 to 64 hexadecimal digits", "reload the page");
        }
        return id;
    }

    private synchronized Tab tab(String id) {
        return tabs.computeIfAbsent(id, unknown -> {
            endUnlessJoined(id, null);
            return new Tab(id);
        });
    }

    private void tell(Call call) throws IOException {
        String id = call.query().getOrDefault("id", "");
        OpenStream stream = new OpenStream(changes);
        streams.put(id, stream);
        try {
            stream.tell(call.stream());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            streams.remove(id, stream);
            for (Tab tab : stream.tabs()) {
                tab.left(stream);
                endUnlessJoined(tab.id(), stream);
            }
        }
    }

    private void join(Call call) throws IOException {
        JsonNode body = call.json();
        OpenStream stream = streams.get(Call.text(body, "stream"));
        if (stream == null) {
            throw new UserError("the stream has ended", "open another one");
        }
        Map<String, Feed> wanted = new LinkedHashMap<>();
        body.path("topics").properties().forEach(topic -> {
            if (topics.containsKey(topic.getKey())) {
                wanted.put(topic.getKey(), topics.get(topic.getKey()).apply(topic.getValue().asText()));
            }
        });
        Set<String> unheard = new LinkedHashSet<>();
        body.path("jobs").forEach(job -> unheard.add(job.asText()));
        Tab tab;
        Optional<List<String>> known;
        do {
            tab = tab(id(body, "tab"));
            known = tab.join(stream, wanted, unheard);
        } while (known.isEmpty());
        stream.add(tab);
        changes.happened();
        call.reply(Map.of("jobs", known.get()));
    }

    private void leave(String id) {
        Tab left;
        synchronized (this) {
            left = tabs.remove(id);
        }
        if (left != null) {
            streams.values().forEach(stream -> stream.remove(left));
            left.end();
        }
    }

    private void endUnlessJoined(String id, OpenStream last) {
        later.schedule(() -> {
            Tab tab;
            synchronized (this) {
                tab = tabs.get(id);
            }
            if (tab != null && tab.isOn(last)) {
                leave(id);
            }
        }, grace.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends all that tabs have started. */
    @Override
    public void close() {
        later.shutdownNow();
        streams.values().forEach(OpenStream::close);
        List<String> all;
        synchronized (this) {
            all = List.copyOf(tabs.keySet());
        }
        all.forEach(this::leave);
    }
}
