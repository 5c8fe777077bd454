package grader.checks.lab12;

import static grader.checks.lab12.Observed.get;

import grader.checks.lab01.Lab01;
import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Requests that wait at a place that the check knows, for a time of which it knows how long it is at least. So a wait
 * in the wrong part fails on any machine, however slow. A wait that is in two parts is longer than the time in which
 * all happened, unless the machine was so slow that this time was twice as long.
 */
record Waits(Observed observed) {

    /** What this machine is too busy for if a method returns false. */
    static final String IN_TIME = "to respond in time";
    static final Duration WAIT = Duration.ofMillis(500);

    /** @param least of its wait, in milliseconds; 0 if nothing is known */
    record Waited(Answer answer, double least) {}

    /** How long it is since a time of `System.nanoTime`, in milliseconds. */
    static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    /** A slow handler. All methods return whether they have proved something. */
    boolean inHandler() {
        return isIn("handle", () -> new Waited(
                observed.exchange(get("/slow/" + WAIT.toMillis())).expectStatus(200), WAIT.toMillis()));
    }

    boolean ofSlowSender() {
        return isIn("parse", this::slowSender);
    }

    /** A client that sends the second half of its request, which is for `/json`, late. */
    Waited slowSender() {
        try (Client client = observed.server().connect().send("GET /json HTTP/1.1\r\nHost: loc")) {
            boolean read = observed.server().awaitRead(client);
            observed.server().awaitIdle();
            long began = System.nanoTime();
            observed.rig().pass(WAIT);
            double least = read ? since(began) : 0;
            return new Waited(client.send("alhost\r\n\r\n").answer().expectStatus(200), least);
        }
    }

    boolean ofSlowReader() {
        return isIn("client", this::slowReader);
    }

    /** A client that does not read for some time what it has from `/bytes/`. */
    Waited slowReader() {
        try (Client client = observed.beginUnread(get("/bytes/" + Observed.LARGE))) {
            long began = System.nanoTime();
            observed.rig().pass(WAIT);
            double least = since(began);
            observed.rig().tell("the client reads");
            return new Waited(client.answer().expectStatus(200), least);
        }
    }

    boolean inQueue() {
        return isIn("queue", this::queued);
    }

    /** A client that waits for `/json`, as the only worker serves another one. */
    Waited queued() {
        try (ResponseBarrier barrier = observed.hold();
                Client first = observed.begin(barrier);
                Client second = observed.server().connect().send(get("/json"))) {
            observed.server().awaitIdle();
            long began = System.nanoTime();
            observed.rig().pass(WAIT);
            double least = since(began);
            barrier.open();
            first.answer().expectStatus(200);
            first.disconnect();
            return new Waited(second.answer().expectStatus(200), least);
        }
    }

    /**
     * A request that was sent together with one whose handler is slow. A server that had not read it by then does not
     * know that it has waited.
     */
    boolean ofSecondRequest() {
        long began = System.nanoTime();
        try (Client client = observed.server().connect().send(get("/slow/" + WAIT.toMillis()) + get("/json"))) {
            client.answer().expectStatus(200);
            Optional<Times> times = times(client.answer().expectStatus(200));
            double most = since(began);
            times.map(second -> second.expectAddUp(most))
                    .filter(second -> second.whole() >= WAIT.toMillis() / 2.0)
                    .ifPresent(second -> second.expectIn("worker", WAIT.toMillis()));
            return times.isPresent() && most < 2 * WAIT.toMillis();
        }
    }

    /**
     * A loop that runs the handler of another client. A loop that is not busy then, as handlers have threads of their
     * own, has no such wait.
     */
    boolean ofBusyLoop() {
        try (Client first = observed.server().connect(); Client second = observed.server().connect()) {
            for (Client client : new Client[] {first, second}) {
                client.send(Lab01.get("/")).answer().expectStatus(200);
            }
            long began = System.nanoTime();
            first.send(get("/slow/" + 2 * WAIT.toMillis()));
            boolean read = observed.server().awaitRead(first);
            double least = 2 * WAIT.toMillis() - since(began);
            if (!read || least < WAIT.toMillis()) {
                return false;
            }
            long sent = System.nanoTime();
            Answer answer = second.send(get("/json")).answer().expectStatus(200);
            if (since(sent) < least / 2) {
                observed.rig().tell("the loop was not busy: the second client has its response before the first one");
                return true;
            }
            Optional<Times> times = times(answer);
            times.ifPresent(late -> late.expectIn("worker", least).expectAddUp(since(began)));
            return times.isPresent();
        }
    }

    private boolean isIn(String part, Supplier<Waited> scenario) {
        long began = System.nanoTime();
        Waited waited = scenario.get();
        Optional<Times> times = times(waited.answer());
        double most = since(began);
        times.ifPresent(late -> late.expectIn(part, waited.least()).expectAddUp(most));
        return times.isPresent() && most < 2 * waited.least();
    }

    /** Nothing if so many others were slower that `/slow` has forgotten it, as after many attempts. */
    private Optional<Times> times(Answer answer) {
        return observed.findSlow(Observed.id(answer)).map(request -> Times.of(observed.rig(), request, "/slow"));
    }
}
