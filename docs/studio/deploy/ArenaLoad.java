package docs.studio.deploy;

import docs.studio.deploy.Attempt.Outcome;
import docs.studio.servers.LoadClock;
import docs.studio.servers.LoadConnection;
import docs.studio.servers.LoadConnection.Lost;
import grader.clients.http.Await;
import grader.clients.http.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Requests for the balancer, sent by the clock: some take long, some have a content that is long on its way, some are
 * checkouts. A third of them are on new connections; the others are on connections that were in use within the last
 * second. Only checkouts are repeated, and only where an instance is killed.
 */
final class ArenaLoad implements AutoCloseable {

    /**
     * A kind of request.
     *
     * @param time what sending its content takes
     */
    private record Shape(String line, String content, Duration time, boolean isLong) {

        static Shape get(String target) {
            return new Shape("GET " + target, "", Duration.ZERO, target.startsWith("/slow"));
        }
    }

    private static final Duration LONG = Duration.ofMillis(2500);
    private static final Shape CHECKOUT = new Shape("POST /checkout", "", Duration.ZERO, false);
    private static final Shape UPLOAD = new Shape("POST /echo", "a piece of an upload ".repeat(500), LONG, true);
    private static final Shape SLOW = Shape.get("/slow/" + LONG.toMillis());
    private static final Shape CATALOG = Shape.get("/products/pen");
    private static final Shape SEARCH = Shape.get("/products?name=pen");
    private static final Shape SHORT = Shape.get("/");
    private static final List<Shape> MIX = List.of(CATALOG, CATALOG, SEARCH, SEARCH, SHORT, SHORT, SHORT, SLOW, UPLOAD,
            CHECKOUT, CHECKOUT, CHECKOUT);
    /** A handler that waits would occupy the only thread of the engine `loop`. */
    private static final String NO_SLOW_HANDLERS = "loop";
    private static final int ONE_OF_SO_MANY_IS_NEW = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Less than any delay after SIGTERM: so a kept connection has heard of that, or is not used again. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(1);

    private record Kept(LoadConnection connection, Instance instance, long lastResponse) {}

    private final Balancer balancer;
    private final Orders orders;
    private final List<Shape> mix;
    private final Random random;
    private final LoadClock clock = new LoadClock(this::next);
    private final Deque<Kept> idle = new ArrayDeque<>();        // the longest idle first; guarded by this
    private final List<Attempt> attempts = new ArrayList<>();   // guarded by this
    private volatile boolean repeats;

    ArenaLoad(Balancer balancer, Orders orders, String engine, Random random) {
        this.balancer = balancer;
        this.orders = orders;
        this.mix = engine.equals(NO_SLOW_HANDLERS) ? MIX.stream().filter(shape -> shape != SLOW).toList() : MIX;
        this.random = random;
    }

    /**
     * Sends so many requests per second from now on. @param repeats whether checkouts are repeated until they have a
     * 201
     */
    void send(int rate, boolean repeats) {
        this.repeats = repeats;
        clock.send(rate);
    }

    /** Stops sending, waits until no request is open, and returns all that were sent since the last time. */
    List<Attempt> stop() {
        clock.pause(PATIENCE.multipliedBy(3));
        synchronized (this) {
            idle.forEach(kept -> kept.connection().close());
            idle.clear();
            List<Attempt> all = List.copyOf(attempts);
            attempts.clear();
            return all;
        }
    }

    private Runnable next() {
        Shape shape = mix.get(random.nextInt(mix.size()));
        boolean isNew = random.nextInt(ONE_OF_SO_MANY_IS_NEW) == 0;
        return shape == CHECKOUT ? () -> checkout(isNew) : () -> send(shape, "", isNew);
    }

    private void checkout(boolean isNew) {
        Orders.Sent order = orders.next();
        Shape shape = new Shape(CHECKOUT.line(), order.content(), Duration.ZERO, false);
        boolean again = repeats;
        boolean placed = send(shape, order.fields(), isNew);
        for (long end = System.nanoTime() + PATIENCE.toNanos(); again && !placed && System.nanoTime() < end;) {
            order.isRepeated();
            placed = send(shape, order.fields(), true);
        }
        if (placed) {
            order.isPlaced();
        }
    }

    /** Sends a request, and notes what comes of it. Returns whether its response is good. */
    private boolean send(Shape shape, String fields, boolean isNew) {
        Optional<Kept> kept = isNew ? Optional.empty() : kept();
        Optional<Instance> instance = kept.isPresent() ? kept.map(Kept::instance) : ready();
        long begun = System.nanoTime();
        Outcome outcome = Outcome.NOWHERE;
        String words = "no instance was ready";
        LoadConnection connection = null;
        try {
            if (instance.isPresent()) {
                connection = kept.isPresent() ? kept.get().connection()
                        : LoadConnection.open(instance.get().port(), PATIENCE);
                String[] line = shape.line().split(" ");
                Response response =
                        connection.exchange(line[0], line[1], fields, shape.content(), shape.time(), PATIENCE);
                outcome = outcome(response);
                words = outcome == Outcome.GOOD ? "" : response.statusLine();
                giveBack(connection, instance.get(), response);
            }
        } catch (Lost lost) {
            outcome = switch (lost.how()) {
                case REFUSED -> Outcome.REFUSED;
                case RESET -> Outcome.RESET;
                case CLOSED -> Outcome.CLOSED;
                case SILENT -> Outcome.SILENT;
            };
            words = lost.getMessage();
            if (connection != null) {
                connection.close();
            }
        }
        note(new Attempt(shape.line(), shape.isLong(), instance.map(Instance::life).orElse(null),
                kept.map(Kept::lastResponse).orElse(0L), begun, System.nanoTime(), outcome, words));
        return outcome == Outcome.GOOD;
    }

    private static Outcome outcome(Response response) {
        return !response.isWhole() ? Outcome.CUT
                : response.status() == 503 ? Outcome.UNAVAILABLE
                        : response.status() == 200 || response.status() == 201 ? Outcome.GOOD : Outcome.WRONG;
    }

    private synchronized Optional<Kept> kept() {
        while (!idle.isEmpty()) {
            Kept oldest = idle.poll();
            if (oldest.connection().idle().compareTo(LONGEST_IDLE) < 0) {
                return Optional.of(oldest);
            }
            oldest.connection().close();
        }
        return Optional.empty();
    }

    /** Where all instances are out, as on a very busy machine, a client waits. */
    private Optional<Instance> ready() {
        Optional<Instance> first = balancer.next();
        if (first.isPresent() || !Await.comesTrue(PATIENCE, () -> !balancer.in().isEmpty())) {
            return first;
        }
        return balancer.next();
    }

    private void giveBack(LoadConnection connection, Instance instance, Response response) {
        if (!response.isWhole() || response.saysClose()) {
            connection.close();
            return;
        }
        synchronized (this) {
            idle.add(new Kept(connection, instance, System.nanoTime()));
        }
    }

    private synchronized void note(Attempt attempt) {
        attempts.add(attempt);
    }

    @Override
    public void close() {
        clock.close();
        stop();
    }
}
