// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Lab 13's {@link GuardedShop}, which can stand in front of other servers: with `--route` it is an edge. */
final class EdgeServer extends GuardedShop {

    private final Edge edge;            // null without `--route`
    private TcpPorts tcp;               // null until they are bound

    EdgeServer(Flags flags, String[] args, Lifecycle life) {
        super(flags, args, life);
        this.edge = EdgeFlags.isEdge(flags) ? EdgeFlags.edge(flags, ProcessHandle.current()) : null;
    }

    /** Returns the application for a child of the engine `process`: an edge with its own connections to backends. */
    static Application inChild(Flags flags) throws Exception {
        if (!EdgeFlags.isEdge(flags)) {
            return GuardedShop.inChild(flags);
        }
        ProcessHandle server = ProcessHandle.current().parent().orElse(ProcessHandle.current());
        return ObservedShop.inChild(flags, SpilledBodies.around(Guards.from(flags).limits(), flags),
                EdgeFlags.edge(flags, server));
    }

    @Override
    public void acquire(Resources resources) throws Exception {
        super.acquire(resources);
        if (edge != null) {
            VirtualThreads.prepare();
            resources.push("the connections to backends", edge.forwarder());
            resources.push("the checks of backends", edge.pools().check());
        }
    }

    /** An edge needs no database. */
    @Override
    ConnectionPool<Connection, SQLException> createPool() throws IOException, InterruptedException {
        return edge == null ? super.createPool() : NoDatabase.pool();
    }

    @Override
    List<Route> routes(ConnectionPool<Connection, SQLException> pool) throws Exception {
        return edge == null ? super.routes(pool) : List.of();
    }

    @Override
    Handler core(List<Route> routes) throws IOException {
        return edge == null ? super.core(routes) : edge;
    }

    /** The handlers of an edge read content wherever it is ({@link StoredContent}); all others need it in memory. */
    @Override
    ApplicationLimits limits() {
        return edge == null ? super.limits() : SpilledBodies.around(super.limits(), flags);
    }

    /** Opens the ports of `--tcp`, too. */
    @Override
    public void bind(Resources resources) throws IOException {
        tcp = TcpPorts.open(flags, resources);
        super.bind(resources);
    }

    /** Drains the ports of `--tcp` at the same time. */
    @Override
    public boolean drain() throws IOException, InterruptedException {
        FutureTask<Boolean> others = tcp.startDrain();
        boolean whole = super.drain();
        try {
            return others.get() && whole;
        } catch (ExecutionException failure) {
            throw new IOException("the TCP ports could not be drained", failure);
        }
    }

    @Override
    Function<Peer, Protocol> protocols(Function<Peer, Protocol> http) throws IOException {
        return TlsPort.around(super.protocols(http), flags);
    }

    @Override
    String url() {
        return TlsPort.isWanted(flags) ? super.url().replaceFirst("^http:", "https:") : super.url();
    }

    @Override
    List<Route> adminPages() {
        List<Route> pages = new ArrayList<>(super.adminPages());
        if (edge != null) {
            pages.add(new Route("GET", "/backends", edge.pools()::page));
        }
        return pages;
    }

    @Override
    void expose(MetricsWriter out) {
        super.expose(out);
        if (edge != null) {
            edge.pools().expose(out);
            edge.cache().expose(out);
        }
    }
}
