package docs.studio.stream;

import docs.studio.process.Changes;
import docs.studio.web.Call.JsonLines;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A response that goes on, with the news of all tabs that have joined it. */
final class OpenStream {

    /** Browsers take a stream that is silent for longer than a few of these for a dead one. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** A program may print a lot: its lines are told of in pieces. */
    private static final Duration BETWEEN = Duration.ofMillis(40);

    private final Changes changes;
    private final Set<Tab> tabs = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    OpenStream(Changes changes) {
        this.changes = changes;
    }

    void add(Tab tab) {
        tabs.add(tab);
    }

    void remove(Tab tab) {
        tabs.remove(tab);
    }

    Set<Tab> tabs() {
        return tabs;
    }

    /** Returns when it is closed. @throws IOException if the browser has gone */
    void tell(JsonLines browser) throws IOException, InterruptedException {
        browser.send(Map.of());
        while (!closed) {
            long before = changes.count();
            for (Tab tab : tabs) {
                for (Tab.Message message : tab.news(this)) {
                    browser.send(message);
                }
            }
            Thread.sleep(BETWEEN);
            if (changes.await(before, HEARTBEAT) == before) {
                browser.send(Map.of());
            }
        }
    }

    void close() {
        closed = true;
        changes.happened();
    }
}
