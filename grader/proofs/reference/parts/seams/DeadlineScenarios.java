import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What waits for a request waits as long as the request has time. Every method returns what it has seen. */
final class DeadlineScenarios {

    private static final int LONG = 600_000;        // milliseconds
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(20);

    private DeadlineScenarios() {}

    /** Two requests that came together: the second has all of its time, although the first took some of its own. */
    static String knowsTheDeadline(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        AtomicLong first = new AtomicLong(Long.MAX_VALUE);      // when its time is over, or later
        Route spends = new Route("GET", "/spends", request -> {
            RequestContext context = request.context();
            long begun = System.nanoTime();
            SeamScenarios.await(() -> {
                long left = context.remaining();
                long now = System.nanoTime();
                first.accumulateAndGet(now + left, Math::min);
                return now - begun > SHORT;
            });
            return Response.text(200, "current " + (RequestContext.current() == context) + "\n");
        });
        Route begins = new Route("GET", "/begins", request -> {
            SeamScenarios.await(() -> System.nanoTime() + request.context().remaining() > first.get() + SHORT / 2);
            return Response.text(200, "all of its time\n");
        });
        try (Server server = TestServer.open(engine, UnaryOperator.identity(), LONG, List.of(spends, begins));
                Socket client = SeamScenarios.connect(server)) {
            SeamScenarios.send(client, "GET /spends HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "GET /begins HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String responses = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
            return responses.lines().filter(line -> line.matches("current .*|all .*")).toList().toString();
        }
    }

    /**
     * Two requests that came together, and the server ends while it handles the first: it does not handle the second.
     */
    static String beginsNothingAfterTheEnd(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        AtomicLong handled = new AtomicLong();
        Route waits = new Route("GET", "/waits", request -> {
            handled.incrementAndGet();
            new CountDownLatch(1).await();
            return Response.text(200, "");
        });
        try (Server server = TestServer.open(engine, UnaryOperator.identity(), LONG, List.of(waits));
                Socket client = SeamScenarios.connect(server)) {
            SeamScenarios.send(client, "GET /waits HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2));
            SeamScenarios.await(() -> handled.get() == 1);
            server.close();
            SeamScenarios.await(() -> server.openConnections() == 0 || handled.get() > 1);
            return "handled " + handled;
        }
    }

    /** Runs `action` for a request that has a short time left. */
    private static <T> T soon(Callable<T> action) throws Exception {
        RequestContext context = new RequestContext(null, null);
        context.begin((System.nanoTime() + SHORT) / 1_000_000, () -> false);
        return context.call(action::call);
    }

    private static String interrupted(Callable<?> action) throws Exception {
        try {
            return "returned " + soon(action);
        } catch (InterruptedException late) {
            return "interrupted";
        }
    }

    /** Of a service that accepts, and says nothing. */
    static String limitsUpstreams() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String base = "http://127.0.0.1:" + silent.getLocalPort();
            PriceClient pricing = new PriceClient(base, LONG);
            Response prices = soon(() -> CheckoutRejected.responseOf(
                    () -> Response.text(200, "" + pricing.forRequest().unitPrices(List.of(new Item("pen", 1))))));
            return "prices " + prices.status() + ", catalog "
                    + interrupted(() -> new HttpCatalog(base, LONG).load("/products/pen")) + ", without a request "
                    + pricing.forRequest().timeout();
        }
    }

    /**
     * A request that waits for a load leaves without it. If the load is given up, a request that waits loads itself.
     */
    static String limitsLoads() throws Exception {
        Cache cache = new Cache(10, 1000, Long.MAX_VALUE, () -> 0);
        CountDownLatch loading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread leader = start(() -> cache.get("a", () -> {
            loading.countDown();
            release.await();
            return new byte[1];
        }));
        loading.await();
        String waiter = interrupted(() -> cache.get("a", () -> new byte[2]));
        release.countDown();
        leader.join();
        int kept = cache.get("a", () -> new byte[3]).value().length;

        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        FutureTask<Integer> follower = new FutureTask<>(() -> cache.get("b", () -> new byte[2]).value().length);
        Thread following = Thread.ofPlatform().unstarted(follower);
        Thread first = start(() -> interrupted(() -> cache.get("b", () -> {
            second.countDown();
            gone.await();
            return RequestContext.current().await(new FutureTask<>(() -> new byte[1]), Long.MAX_VALUE);
        })));
        second.await();
        following.start();
        SeamScenarios.await(() -> following.getState() == Thread.State.TIMED_WAITING);
        gone.countDown();
        first.join();
        return waiter + ", kept " + kept + ", follower loads " + follower.get();
    }

    private static Thread start(Callable<?> action) {
        return Thread.ofPlatform().start(new FutureTask<>(action));
    }

    /** A pool without a free connection, and calls of a driver that does not respond. */
    static String limitsTheDatabase() throws Exception {
        long wait = TimeUnit.MILLISECONDS.toNanos(LONG);
        try (SocketFactory sockets = new SocketFactory();
                ConnectionPool<Socket, IOException> pool =
                        new ConnectionPool<>(sockets, new PoolSettings(1, wait, 0, wait), System::nanoTime)) {
            sockets.opens.countDown();
            String none;
            try (Lease<Socket> only = pool.borrow()) {
                none = soon(() -> {
                    try (Lease<Socket> second = pool.borrow()) {
                        return "got " + second + " beside " + only;
                    } catch (IOException timeout) {
                        return timeout.getMessage();
                    }
                });
            }
            CountDownLatch never = new CountDownLatch(1);
            String call = interrupted(() -> BoundedCall.interrupted(wait, () -> {
                never.await();
                return 0;
            }, late -> {}, DatabaseErrors::silent));
            RequestContext context = new RequestContext(null, null);
            RequestContext[] seen = new RequestContext[2];
            context.call(() -> BoundedCall.interrupted(wait, () -> seen[0] = RequestContext.current(), late -> {},
                    DatabaseErrors::silent));
            context.call(() -> BoundedCall.continued(wait, () -> seen[1] = RequestContext.current(), late -> {},
                    DatabaseErrors::silent));
            return none + ", call " + call + ", sees its request " + (seen[0] == context) + ", what goes on "
                    + (seen[1] == context);
        }
    }

    /** The first request with a key is interrupted while the second one waits for its response. */
    static String ordersAfterAnInterrupt() throws Exception {
        IdempotencyKeys keys = new IdempotencyKeys();
        IdempotencyKey key = new IdempotencyKey("id", "order");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Thread first = start(() -> keys.executeOnce(key, () -> {
            begun.countDown();
            never.await();
            return Response.text(201, "first");
        }));
        begun.await();
        FutureTask<Response> second =
                new FutureTask<>(() -> keys.executeOnce(key, () -> Response.text(201, "second")));
        Thread waiting = Thread.ofPlatform().start(second);
        SeamScenarios.await(() -> waiting.getState() == Thread.State.WAITING);
        first.interrupt();
        String ordered = new String(second.get().body(), ISO_8859_1);
        return ordered + ", then " + new String(keys.executeOnce(key, () -> null).body(), ISO_8859_1);
    }
}
