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

/** A proxy for pages: it is there as long as one of them is, and for a moment after that, as a page may be reloaded. */
final class WireSession implements AutoCloseable {

    private static final int MOST_LINES = 100;
    private static final Executor LATER = CompletableFuture.delayedExecutor(5, TimeUnit.SECONDS);

    private final WireLog log;
    private final WireProxy proxy;
    private final IntSupplier target;
    private final WireSender sender = new WireSender();
    private final Set<Page> pages = new HashSet<>();
    private boolean over;

    WireSession(IntSupplier target, Changes changes) {
        this.target = target;
        this.log = new WireLog(changes);
        this.proxy = new WireProxy(target, log);
    }

    WireLog log() {
        return log;
    }

    int send(WireSender.Order order) {
        return sender.send(proxy.port(), order);
    }

    synchronized boolean isOver() {
        return over;
    }

    /** One more page shows it. Empty if it is over. */
    synchronized Optional<Job> page() {
        if (over) {
            return Optional.empty();
        }
        Page page = new Page();
        pages.add(page);
        return Optional.of(page);
    }

    private synchronized void leave(Page page) {
        pages.remove(page);
        LATER.execute(() -> end(false));
    }

    @Override
    public void close() {
        end(true);
    }

    /** @param always even if a page shows it */
    private void end(boolean always) {
        synchronized (this) {
            if (over || !always && !pages.isEmpty()) {
                return;
            }
            over = true;
        }
        proxy.close();
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
                private int port = -1;

                @Override
                public List<?> news(boolean last) {
                    List<Object> news = new ArrayList<>();
                    int now = target.getAsInt();
                    if (now != port) {
                        port = now;
                        news.add(Map.of("proxy", proxy.port(), "target", now));
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
