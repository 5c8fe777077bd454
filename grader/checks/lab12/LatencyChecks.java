package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;
import static grader.checks.lab12.Observed.id;

import com.fasterxml.jackson.databind.JsonNode;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Race;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Task latency: how long requests take. */
class LatencyChecks {

    private static final int CLIENTS = 8;
    private static final int EACH = 250;
    private static final int STEP_MILLIS = 26;

    /**
     * Of each request, the check knows how long it took at least, which is the time of its handler, and at most: the
     * request was sent after the first reading of a clock, and had ended before the second one.
     */
    @Test
    @Check(value = "each request is in the buckets whose bounds are not smaller than its time", task = "latency",
            rule = "histogram", points = 4, foundation = true, ownServer = true, builds = "add-up",
            explain = """
                    A bucket counts all requests that took at most as long as its bound says, in seconds, so the buckets
                    never fall from one to the next, and the last one, +Inf, is the number of all. From them a collector
                    can estimate any percentile, also that of several servers, by adding their buckets. `_sum` is the
                    sum of all times, in seconds.
                    """)
    void buckets(Rig rig) {
        Observed observed = Observed.open(rig);
        for (int delay : List.of(0, 30, 70, 300, 1_200)) {
            rig.each(delay == 0 ? "/json" : "/slow/" + delay,
                    () -> expectCounted(observed, delay == 0 ? "/json" : "/slow/" + delay, delay / 1_000.0));
        }
    }

    private static void expectCounted(Observed observed, String target, double least) {
        Rig rig = observed.rig();
        Metrics metrics = new Metrics(observed);
        Scrape first = metrics.atRest();
        long began = System.nanoTime();
        observed.exchange(get(target)).expectStatus(200);
        Scrape last = metrics.awaitMore(first, 1, "one more request has ended", Durations.COUNT, "status", "2xx");
        double most = Waits.since(began) / 1_000;
        String route = Durations.route(rig, last, least == 0 ? target : "/slow/");
        Durations before = new Durations(first, "route", route, "status", "2xx");
        Durations after = new Durations(last, "route", route, "status", "2xx");
        if (!after.bounds().equals(new TreeSet<>(Durations.BOUNDS))) {
            throw rig.failure("expected buckets with the bounds " + Durations.BOUNDS + ", got " + after.bounds());
        }
        for (double bound : Durations.BOUNDS) {
            double more = after.upTo(bound) - before.upTo(bound);
            if (bound < least && more != 0 || bound >= most && more != 1 || more != 0 && more != 1) {
                throw rig.failure("expected the bucket of " + route + " with the bound " + bound + " to be "
                        + (bound < least ? "as before" : "1 more than before") + ", as the request took "
                        + shown(least, most) + ", but it is " + Scrape.number(more) + " more");
            }
        }
        double sum = after.sum() - before.sum();
        if (sum < least - 1e-6 || sum > most || sum <= 0) {
            throw rig.failure("expected the _sum of " + route + " to be more by the time of the request, "
                    + shown(least, most) + ", but it is " + sum + " more");
        }
    }

    private static String shown(double least, double most) {
        return String.format(Locale.ROOT, "between %.3f s and %.3f s", least, most);
    }

    @Test
    @Check(value = "requests that end at the same moment are all counted", task = "latency", rule = "histogram",
            points = 2, ownServer = true,
            explain = """
                    Many threads count at the same time. Reading a number, adding 1 and writing it takes three steps,
                    and what another thread has counted in between is lost. In Java, a LongAdder or an AtomicLong adds in
                    one step.
                    """)
    void manyAtOnce(Rig rig) {
        Observed observed = Observed.open(rig);
        Metrics metrics = new Metrics(observed);
        Scrape before = metrics.atRest();
        rig.tell(CLIENTS + " clients send " + EACH + " requests each");
        List<Client> clients = new ArrayList<>();
        rig.quietly(() -> {
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(observed.server().connect());
                }
                clients.forEach(client -> client.sendUnlogged(get("/json").repeat(EACH)));
                clients.forEach(client -> Collections.nCopies(EACH, client)
                        .forEach(one -> one.answer().expectStatus(200)));
            } finally {
                clients.forEach(Client::close);
            }
        });
        int all = CLIENTS * EACH;
        Scrape after = metrics.awaitMore(before, all, "so many requests have ended", Durations.COUNT, "route", "/json");
        double buckets = new Durations(after, "route", "/json").upTo(Double.POSITIVE_INFINITY);
        if (buckets != all) {
            throw rig.failure("expected " + all + " in the bucket +Inf of /json, got " + Scrape.number(buckets));
        }
    }

    @Test
    @Check(value = "no request is lost if two end at the same moment, at whatever step they meet", task = "latency",
            rule = "histogram", points = 2, ownServer = true, builds = "buckets",
            explain = """
                    If two requests count at the same time, both must be there afterward. A number that is read in one
                    step and written in the next one loses what the other request has written in between.
                    """)
    void countedAtEachStep(Rig rig) {
        Race race = rig.race("Histogram", "Latency");
        Observed observed = Observed.open(rig);
        Metrics metrics = new Metrics(observed);
        String request = get("/slow/" + STEP_MILLIS);
        rig.untilProven("to serve two requests in about the same time", () -> {
            AtomicBoolean together = new AtomicBoolean(true);
            race.run(observed.server(), () -> {
                Scrape before = metrics.atRest();
                return new Race.Round(request, request, (first, second) -> {
                    first.expectStatus(200);
                    second.expectStatus(200);
                    Scrape after = metrics.awaitMore(before, 2, "two requests have ended", Durations.COUNT);
                    double more = new Durations(after).sum() - new Durations(before).sum();
                    if (more < 2 * STEP_MILLIS / 1_000.0 - 1e-6) {
                        throw rig.failure("expected the _sum to be at least 2 times " + STEP_MILLIS
                                + " ms more than before, got " + more + " s");
                    }
                    if (!isInOneBucket(new Durations(before), new Durations(after))) {
                        together.set(false);
                    }
                });
            });
            return together.get();
        });
    }

    /** Two requests in different buckets cannot lose each other's count. */
    private static boolean isInOneBucket(Durations before, Durations after) {
        return Durations.BOUNDS.stream().noneMatch(bound -> after.upTo(bound) - before.upTo(bound) == 1);
    }

    @Test
    @Check(value = "the time of a request is the sum of its parts, waits included", task = "latency",
            rule = "latency-whole", points = 3, ownServer = true, slow = true, builds = {"add-up", "buckets"},
            explain = """
                    A client does not see where its time goes. A histogram of the handlers' times stays as it is while
                    all clients wait in a queue, and this is when it is needed.
                    """)
    void wholeTime(Rig rig) {
        rig.each("time in the queue", () -> {
            Observed observed = Observed.open(rig, "--workers", "1", "--queue", "5");
            expectWhole(observed, "/json", new Waits(observed).queued());
        });
        rig.each("a client that sends slowly", () -> {
            Observed observed = Observed.open(rig);
            expectWhole(observed, "/json", new Waits(observed).slowSender());
        });
        rig.each("a client that does not read", () -> {
            Observed observed = Observed.open(rig);
            expectWhole(observed, "/bytes/", new Waits(observed).slowReader());
        });
    }

    /** The only request of its route so far. @param route its beginning, if it has a parameter */
    private static void expectWhole(Observed observed, String route, Waits.Waited waited) {
        Rig rig = observed.rig();
        JsonNode slow = observed.awaitSlow(id(waited.answer()));
        Scrape scrape = new Metrics(observed).atRest();
        String pattern = Durations.route(rig, scrape, route);
        double sum = new Durations(scrape, "route", pattern).sum();
        double whole = Times.of(rig, slow, "/slow").whole() / 1_000;
        if (Math.abs(sum - whole) > 0.001) {
            throw rig.failure("expected the _sum of " + pattern + " to be the whole time of its only request, which is "
                    + whole + " s in /slow, got " + sum);
        }
    }

    @Test
    @Check(value = "errors have label sets of their own", task = "latency", rule = "apart", points = 2,
            ownServer = true,
            explain = """
                    An error is often fast, as nothing is done. If it counts as a success, a server that fails looks
                    faster than a server that works.
                    """)
    void apart(Rig rig) {
        Observed observed = Observed.open(rig);
        Metrics metrics = new Metrics(observed);
        Scrape before = metrics.atRest();
        List<Integer> statuses = List.of(200, 200, 204, 404, 410, 410, 503);
        statuses.forEach(status -> observed.exchange(get("/status/" + status)).expectStatus(status));
        Scrape after = metrics.awaitMore(before, statuses.size(), "so many requests have ended", Durations.COUNT);
        String route = Durations.route(rig, after, "/status/");
        for (String status : new TreeSet<>(Set.of("2xx", "4xx", "5xx"))) {
            rig.each(status, () -> {
                long expected = statuses.stream().filter(one -> one / 100 == status.charAt(0) - '0').count();
                double count = after.sum(Durations.COUNT, "route", route, "status", status);
                if (count != expected) {
                    throw rig.failure("expected " + expected + " requests of " + route + " with the label status="
                            + status + ", got " + Scrape.number(count));
                }
            });
        }
    }
}
