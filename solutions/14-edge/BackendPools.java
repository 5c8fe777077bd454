import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * All pools of an edge, and how they are.
 *
 * @param specs what the flags say about each
 * @param pools by name, in the same order
 */
record BackendPools(List<PoolSpec> specs, Map<String, BackendPool> pools, HealthSettings health) {

    /** One backend on the page `GET /backends`. */
    private record Line(String pool, String backend, String state, boolean passing, int ejections, int inFlight,
            long requests, long failures) {}

    static Flags flags(Flags flags) {
        return HealthSettings.flags(PoolSpec.flags(flags));
    }

    static BackendPools from(Flags flags) {
        HealthSettings health = HealthSettings.from(flags);
        List<PoolSpec> specs = PoolSpec.all(flags);
        Map<String, BackendPool> pools = new LinkedHashMap<>();
        specs.forEach(spec -> pools.put(spec.name(), spec.pool(health, Retries.from(flags))));
        return new BackendPools(specs, pools, health);
    }

    /** Returns the pool with this name; null if there is none. */
    BackendPool get(String name) {
        return pools.get(name);
    }

    /** Begins to check the backends of all pools that want it. */
    HealthChecks check() {
        HealthChecks checks = new HealthChecks();
        for (PoolSpec spec : specs) {
            if (spec.health() != null) {
                HealthCheck check = new HealthCheck(spec.health(), health.timeout());
                get(spec.name()).backends().forEach(backend -> checks.begin(backend, check, health.interval()));
            }
        }
        return checks;
    }

    /** The page `GET /backends`. */
    Response page(Request request) {
        List<Line> lines = new ArrayList<>();
        each((pool, backend) -> lines.add(new Line(pool, backend.toString(), backend.health().isIn() ? "in" : "out",
                backend.health().isPassing(), backend.health().ejections(), backend.inFlight(), backend.requests(),
                backend.failures())));
        return Json.response(200, lines).with("Cache-Control", "no-store");
    }

    void expose(MetricsWriter out) {
        if (pools.isEmpty()) {
            return;
        }
        gauge(out, "edge_backend_in", backend -> backend.health().isIn() ? 1 : 0,
                "Whether a backend gets requests: 1, or 0 while it is out.");
        gauge(out, "edge_backend_requests_in_flight", Backend::inFlight, "Requests that a backend has now.");
        counter(out, "edge_backend_requests", Backend::requests, "Requests that were sent to a backend.");
        counter(out, "edge_backend_failures", Backend::failures, "Requests to which a backend failed to respond.");
        counter(out, "edge_backend_ejections", backend -> backend.health().ejections(),
                "How often a backend was taken out because requests failed.");
        out.family("edge_requests_repeated", "counter", "", "Requests that were tried on another backend.");
        pools.forEach((name, pool) -> out.sample("edge_requests_repeated_total", pool.repeated(), "pool", name));
    }

    private interface Visitor {
        void visit(String pool, Backend backend);
    }

    private void each(Visitor visitor) {
        pools.forEach((name, pool) -> pool.backends().forEach(backend -> visitor.visit(name, backend)));
    }

    private void gauge(MetricsWriter out, String name, ToLongFunction<Backend> value, String help) {
        out.family(name, "gauge", "", help);
        each((pool, backend) -> out.sample(name, value.applyAsLong(backend), "pool", pool, "backend",
                backend.toString()));
    }

    private void counter(MetricsWriter out, String name, ToLongFunction<Backend> value, String help) {
        out.family(name, "counter", "", help);
        each((pool, backend) -> out.sample(name + "_total", value.applyAsLong(backend), "pool", pool, "backend",
                backend.toString()));
    }
}
