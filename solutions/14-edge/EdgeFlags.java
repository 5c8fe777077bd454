import java.util.List;
import java.util.concurrent.TimeUnit;

/** The flags of this lab, and the edge that they describe. */
final class EdgeFlags {

    private EdgeFlags() {}

    static Flags flags(Flags flags) {
        Flags all = BackendPools.flags(GuardedShop.flags(flags))
                .withList("route", "HOST/PATH[;header=NAME:VALUE][;cookie=NAME:VALUE]=POOL, where requests go; with it "
                        + "this server stands in front of others", (text, number) -> EdgeRoute.of(text))
                .withList("trust", "an address, or a network such as 10.0.0.0/8, whose Forwarded and X-Forwarded-* "
                        + "fields are kept", (text, number) -> TrustedPeers.parse(text))
                .withList("connect", "HOST:PORT, where CONNECT may go",
                        (text, number) -> HostPort.of("connect", text))
                .withNumber("upstream-connections", 1_000, 1, 100_000,
                        "how many connections to each backend there are at most");
        return TlsPort.flags(EdgeCache.flags(ResponseBuffers.flags(SpilledBodies.flags(TcpPorts.flags(all)))));
    }

    static boolean isEdge(Flags flags) {
        return flags.isOn("route");
    }

    /**
     * Returns the edge.
     *
     * @param server the process that clients and backends know it by
     * @throws UsageException if a route leads to a pool that there is not
     */
    static Edge edge(Flags flags, ProcessHandle server) {
        BackendPools pools = BackendPools.from(flags);
        EdgeRoutes routes = routes(flags, pools);
        Via via = Via.of(server);
        List<HostPort> allowed = flags.all("connect").stream().map(text -> HostPort.of("connect", text)).toList();
        long timeout = TimeUnit.MILLISECONDS.toNanos(flags.number("upstream-timeout"));
        int idleMillis = flags.number("tunnel-timeout");
        Forwarder forwarder = new Forwarder(
                new RequestHead(via, new ForwardedFields(TrustedPeers.from(flags.all("trust")))),
                new ResponseFields(via), flags.number("upstream-connections"), timeout, idleMillis);
        return new Edge(routes, pools, via, new ConnectProxy(allowed, timeout, idleMillis), forwarder,
                EdgeCache.from(flags), ResponseBuffers.from(flags), hasTunnels(flags));
    }

    private static EdgeRoutes routes(Flags flags, BackendPools pools) {
        List<EdgeRoute> routes = flags.all("route").stream().map(EdgeRoute::of).toList();
        for (EdgeRoute route : routes) {
            if (pools.get(route.pool()) == null) {
                throw new UsageException("--route " + String.join(", ", flags.all("route"))
                        + ": there is no --backends " + route.pool());
            }
        }
        return new EdgeRoutes(routes);
    }

    private static boolean hasTunnels(Flags flags) {
        Engines engine = Engines.of(flags.text("engine"));
        return engine != Engines.PROCESS && engine != Engines.STDIO;
    }
}
