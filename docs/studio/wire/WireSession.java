package docs.studio.wire;

import docs.studio.process.Changes;
import docs.studio.stream.Job;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * A proxy for pages: it is there as long as one of them is, and for a moment after that, as a page may be reloaded.
 * What it has recorded stays for ten minutes: a reader looks at another view and comes back.
 */
final class WireSession implements AutoCloseable {

    private static final int MOST_LINES = 100;
    private static final Executor A_MOMENT_LATER = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);
    private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.MINUTES);

    private final WireLog log;
    private final IntSupplier target;
    private final WireSender sender = new WireSender();
    private final Set<Page> pages = new HashSet<>();
    private WireProxy proxy;        // null: no page shows it
    private int port;               // of the proxy, also of the last one
    private int visits;
    private boolean over;

    WireSession(IntSupplier target, Changes changes) {
        this.target = target;
        this.log = new WireLog(changes);
    }

    WireLog log() {
        return log;
    }

    int send(WireSender.Order order) {
        return sender.send(port(), order);
    }

    private synchronized int port() {
        return port;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Whether no page shows it. */
    synchronized boolean isLeft() {
        return pages.isEmpty();
    }

    /** One more page shows it. Empty if it is over. */
    synchronized Optional<Job> page() {
        if (over) {
            return Optional.empty();
        }
        if (proxy == null) {
            proxy = new WireProxy(port, target, log);
            port = proxy.port();
        }
        visits++;
        Page page = new Page();
        pages.add(page);
        return Optional.of(page);
    }

    private synchronized void leave(Page page) {
        int then = visits;
        pages.remove(page);
        A_MOMENT_LATER.execute(() -> rest(then));
        LATER.execute(() -> end(then));
    }

    /** Nothing passes any more, unless a page has come since that visit. */
    private synchronized void rest(int visit) {
        if (visit == visits && pages.isEmpty() && proxy != null) {
            proxy.close();
            proxy = null;
        }
    }

    private synchronized void end(int visit) {
        if (visit == visits && pages.isEmpty()) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        if (proxy != null) {
            proxy.close();
            proxy = null;
        }
        log.clear();
    }

    /** What a page hears of it. */
    private final class Page implements Job {

        @Override
        public boolean isOver() {
            return WireSession.this.isOver();
        }

        /** Where the proxy and the server listen, and what has changed of the connections. */
        @Override
        public Reader open() {
            return new Reader() {

                private long told = -1;
                private int server = -1;

                @Override
                public List<?> news(boolean last) {
                    List<Object> news = new ArrayList<>();
                    int now = target.getAsInt();
                    if (now != server) {
                        server = now;
                        news.add(Map.of("proxy", port(), "target", now));
                    }
                    long version = log.version();
                    if (version != told) {
                        news.add(Map.of("lines", log.changed(told, MOST_LINES), "opened", log.opened(), "kept",
                                log.keptBytes()));
                        told = version;
                    }
                    return news;
                }
            };
        }

        @Override
        public void end() {
            leave(this);
        }
    }
}
