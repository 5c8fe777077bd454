package docs.studio.wire;

import docs.studio.process.Changes;
import docs.studio.stream.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

/** The proxy of a page: it is there as long as the page is. */
final class WireSession implements Job {

    private static final int MOST_LINES = 100;

    private final WireLog log;
    private final WireProxy proxy;
    private final IntSupplier target;
    private final WireSender sender = new WireSender();
    private volatile boolean over;

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

    @Override
    public boolean isOver() {
        return over;
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

    /** The page has gone. */
    @Override
    public void end() {
        over = true;
        proxy.close();
        log.clear();
    }
}
