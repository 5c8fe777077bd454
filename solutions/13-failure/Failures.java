import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The failures that the flags want this server to have, to see what becomes of it: `--fail KIND:VALUE`. Each begins a
 * few seconds after the server, and ends by itself. Page: docs/pages/lab13.adoc.
 */
final class Failures {

    private static final String HELP = """
            KIND or KIND:VALUE, what is to fail for a time: exception:ROUTE:PERCENT, cpu:ROUTE:MS, blocked:ROUTE, \
            memory, disk, descriptors, dependency:SERVICE:WAY (pricing, catalog or payments; slow, reset, garbage or \
            silent), partition:SERVICE, overload:PERCENT or retry-storm:REPEATS""";
    private static final int PERIOD_MILLIS = 10;

    private final Map<String, Failure> failures = new LinkedHashMap<>();    // by what the flag says
    private final int after;
    private final int whole;

    private Failures(int after, int whole) {
        this.after = after;
        this.whole = whole;
    }

    static Flags flags(Flags flags) {
        return flags
                .withList("fail", HELP, (text, number) -> FailureKinds.parse(text))
                .withNumber("fail-after", 5_000, 0, 3_600_000, "when a failure begins, in milliseconds after the start")
                .withNumber("fail-for", 10_000, 100, 600_000, "how long it lasts, in milliseconds");
    }

    static Failures from(Flags flags) {
        Failures all = new Failures(flags.number("fail-after"), flags.number("fail-for"));
        flags.all("fail").forEach(text -> all.failures.put(text, FailureKinds.parse(text)));
        if (!all.failures.isEmpty() && Engines.of(flags.text("engine")) == Engines.PROCESS) {
            throw new UsageException("--fail: the failures are of one process; give another engine than process");
        }
        return all;
    }

    /** Prepares the failures; some change the flags. */
    void prepare(Flags flags) throws IOException {
        for (Failure failure : failures.values()) {
            failure.prepare(flags);
        }
    }

    /** Returns the same routes, with a layer around each that is to fail. */
    List<Route> around(List<Route> routes) {
        List<Route> all = new ArrayList<>(routes);
        for (Failure failure : failures.values()) {
            if (failure instanceof RouteFailure layer) {
                Route route = all.stream()
                        .filter(each -> each.toString().equals(layer.route()))
                        .findFirst()
                        .orElseThrow(() -> new UsageException("--fail " + layer.route()
                                + ": there is no such route; the routes are " + all));
                all.set(all.indexOf(route), MiddlewareChain.wrap(List.of(route), layer).getFirst());
            }
        }
        return all;
    }

    /** Lets each failure begin and end in time, on a thread of its own. Returns immediately. */
    void start(ObservedShop shop) {
        failures.forEach((name, failure) -> Thread.ofPlatform()
                .daemon()
                .name("failure")
                .start(() -> run(Launcher.labName() + " failure " + name.split(":")[0], failure, shop)));
    }

    private void run(String name, Failure failure, ObservedShop shop) {
        try {
            Thread.sleep(after);
            failure.begin(shop);
            IO.println(name + " begins: " + failure.description() + ", for " + whole + " ms");
            try {
                steps(failure, whole * 1_000_000L);
            } finally {
                IO.println(name + " ends: " + failure.end());
            }
        } catch (Exception | Error fault) {
            Faults.report(fault);
        }
    }

    private static void steps(Failure failure, long whole) throws Exception {
        long end = System.nanoTime() + whole;
        for (long left = whole; left > 0; left = end - System.nanoTime()) {
            failure.step(left, whole);
            Thread.sleep(PERIOD_MILLIS);
        }
    }
}
