import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What keeps one failure from becoming many: the parts of this lab that the whole server shares.
 *
 * @param upstreams the other servers that it needs, by name
 */
record Guards(Map<String, Upstream> upstreams, Shedding shedding, ApplicationLimits limits) {

    static Flags flags(Flags flags) {
        return Failures.flags(PaymentRoutes.flags(Bulkhead.flags(Shedding.flags(LimitedEngine.flags(LimitedBodies.flags(
                Upstream.flags(TimeLimits.flags(flags))))))));
    }

    static Guards from(Flags flags) {
        Map<String, Upstream> upstreams = new LinkedHashMap<>();
        for (String name : new String[] {"pricing", "catalog", "payments"}) {
            upstreams.put(name, Upstream.from(flags, name));
        }
        BodyBudget budget = new BodyBudget(flags.number("body-budget"));
        return new Guards(upstreams, Shedding.from(flags), new ApplicationLimits(
                ConnectionLimits.from(flags).with(TimeLimits.from(flags)), budget,
                new LimitedBodies(budget, flags.number("max-memory-per-request"))));
    }

    Upstream upstream(String name) {
        return upstreams.get(name);
    }

    /** Returns the JSON of `GET /breakers`. */
    String breakers() {
        return upstreams.values()
                .stream()
                .map(upstream -> upstream.breaker().json(upstream.name()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    void expose(MetricsWriter out) {
        out.counter("http_requests_shed", shedding.shed(),
                "Requests that were turned away, as they had waited too long.");
        out.family("upstream_breaker_opened", "counter", "", "How often the breaker of another server has opened.");
        upstreams.forEach((name, upstream) -> out.sample("upstream_breaker_opened_total", upstream.breaker().opened(),
                "upstream", name));
        out.family("upstream_calls_repeated", "counter", "", "Calls of another server that were repetitions.");
        upstreams.forEach((name, upstream) -> out.sample("upstream_calls_repeated_total", upstream.repeated(),
                "upstream", name));
    }
}
