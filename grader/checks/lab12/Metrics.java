package grader.checks.lab12;

import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.clients.metrics.MetricsParser;
import grader.clients.metrics.MetricsSyntaxException;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/** Reads `/metrics`, repeatedly if a number has to become right. */
record Metrics(Rig rig, Server server) {

    Metrics(Observed observed) {
        this(observed.rig(), observed.server());
    }

    /** Returns what `/metrics` says now: its numbers, whatever is wrong with its other lines. */
    Scrape scrape() {
        Scrape[] scrape = new Scrape[1];
        rig.quietly(() -> {
            String body = server.admin(Observed.get("/metrics")).expectStatus(200).body();
            try {
                scrape[0] = new Scrape(MetricsParser.samples(body));
            } catch (MetricsSyntaxException wrong) {
                throw rig.failure("expected each line of /metrics to be a sample or a comment, but " + wrong
                        .getMessage());
            }
        });
        return scrape[0];
    }

    /** The same, when nothing is left to do: what has ended is counted by then. */
    Scrape atRest() {
        server.awaitIdle();
        return scrape();
    }

    /**
     * Waits until the sum of these samples is `expected`. Returns the scrape in which it is.
     *
     * @param why it has to be, as a clause
     */
    Scrape await(double expected, String why, String name, String... labels) {
        return await(Scrape.number(expected), why, value -> value == expected, name, labels);
    }

    /** Waits until the sum of these samples is `more` than it was before. It stays so when nothing is left to do. */
    Scrape awaitMore(Scrape before, double more, String why, String name, String... labels) {
        double was = before.sum(name, labels);
        await(Scrape.number(was + more) + ", " + Scrape.number(more) + " more than before", why,
                value -> value == was + more, name, labels);
        Scrape after = atRest();
        if (after.sum(name, labels) != was + more) {
            throw rig.failure("expected " + Scrape.named(name, labels) + " to stay at " + Scrape.number(was + more)
                    + " (" + why + "), but then it is " + Scrape.number(after.sum(name, labels)));
        }
        return after;
    }

    /** @param expected in words */
    Scrape await(String expected, String why, DoublePredicate is, String name, String... labels) {
        Scrape[] last = new Scrape[1];
        Predicate<Scrape> fits = scrape -> scrape.has(name) && is.test(scrape.sum(name, labels));
        boolean came = Await.comesTrue(Limits.PATIENCE, () -> fits.test(last[0] = scrape()));
        rig.tell("GET /metrics: " + last[0].shown(name, labels));
        if (!came) {
            throw rig.failure("expected " + Scrape.named(name, labels) + " to become " + expected + " (" + why
                    + "), but " + (last[0].has(name) ? "it is " + Scrape.number(last[0].sum(name, labels))
                            : "/metrics has no such sample"));
        }
        return last[0];
    }
}
