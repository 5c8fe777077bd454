import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What lab 13 limits: the time of each request, and what is done for a client that has left. */
final class LimitScenarios {

    private static final int MILLIS = 60_000;
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int MIB = 1 << 20;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n";
    private static final String POST = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n";

    /** A clock that others set, in milliseconds. */
    private static final class SetClock implements Clock {

        private static final long START = 1_000_000;

        private long now;

        @Override
        public long now() {
            return START + now;
        }

        @Override
        public String date() {
            return "";
        }
    }

    private final SetClock clock = new SetClock();
    private final List<String> seen = new ArrayList<>();
    private final HttpConnection connection;
    private String asked;       // what the limit was asked last: the phase, when the request began, and its head's end

    /** @param total how long each request may take */
    private LimitScenarios(long total) {
        RequestLimit limit = (phase, began, head) -> {
            asked = phase == Phase.IDLE ? "IDLE"
                    : phase + " " + (began - SetClock.START)
                            + (head == Protocol.NEVER ? "" : " " + (head - SetClock.START));
            return phase == Phase.IDLE ? Protocol.NEVER : began + total;
        };
        connection = new HttpConnection(Unplugged.CLIENT, new ExceptionBoundary(request -> {
            if (request.failure() != null) {
                throw request.failure();
            }
            return Response.text(200, "");
        }), new ConnectionLimits(MILLIS, MILLIS, MILLIS, MILLIS, MIB).with(limit), clock, new BufferPool(MIB),
                new BodyBudget(MIB));
    }

    /** Lets `action` happen one millisecond later, and notes what the limit is asked then. */
    private void next(Runnable action) {
        clock.now++;
        action.run();
        connection.deadline();
        seen.add(asked);
    }

    private void receive(String text) {
        next(() -> connection.receive(ByteBuffer.wrap(text.getBytes(ISO_8859_1))));
    }

    private void send() {
        next(() -> {
            connection.output().position(connection.output().limit());
            connection.sent();
        });
    }

    private String seen() {
        return String.join(", ", seen);
    }

    /** When a request began, and when its head was complete: it comes in pieces, and there is one before it. */
    static String timesRequests() {
        LimitScenarios all = new LimitScenarios(MILLIS);
        all.receive("POST");
        all.receive(POST.substring(4) + "\r\na");
        all.receive("b");
        all.next(all.connection::work);
        all.next(all.connection::work);
        all.send();
        all.receive(POST + "Expect: 100-continue\r\n\r\n");
        all.next(all.connection::work);
        all.send();
        return all.seen();
    }

    /** The time of a request that was sent ahead begins with its turn: the first two are answered together. */
    static String timesWhatWasSentAhead() {
        LimitScenarios all = new LimitScenarios(MILLIS);
        all.receive(GET + "\r\n" + GET + "\r\n" + POST + "\r\na");
        all.next(all.connection::work);
        all.next(all.connection::work);
        all.next(all.connection::work);
        all.send();
        all.receive("b");
        return all.seen();
    }

    /** A request that takes all of its time gets a 408, and a response at the end of its time can leave. */
    static String leavesTimeForTheLastResponse() {
        LimitScenarios all = new LimitScenarios(10);
        all.receive("GET");
        all.clock.now += 20;
        all.connection.onDeadline();
        boolean handled = all.connection.deadline() > all.clock.now();
        all.clock.now += 20;
        all.connection.work();
        all.connection.work();
        boolean sent = all.connection.deadline() > all.clock.now();
        return "408 " + ISO_8859_1.decode(all.connection.output()).toString().startsWith("HTTP/1.1 408 ")
                + ", can be handled " + handled + ", can leave " + sent;
    }

    /** Which of the requests of a connection its client has sent before it had the response to the one before. */
    static String knowsWhatWasSentAhead() {
        List<Boolean> ahead = new ArrayList<>();
        HttpConnection connection = Unplugged.connection(request -> {
            ahead.add(request.context().isAhead());
            return Response.text(200, "");
        }, new BodyBudget(0));
        for (String text : List.of(GET + "\r\n" + GET + "\r\nGET", GET.substring(3) + "\r\n", GET + "\r\n")) {
            connection.receive(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
            Unplugged.play(connection);
        }
        return ahead.toString();
    }

    /** A request has come whose client leaves before the engine begins to work: no handler is called. */
    static String looksForItsClient(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        AtomicInteger handled = new AtomicInteger();
        Semaphore waits = new Semaphore(0);
        CountDownLatch left = new CountDownLatch(1);
        RequestLimit looks = new RequestLimit() {

            @Override
            public long deadline(Phase phase, long began, long head) {
                return Protocol.NEVER;
            }

            @Override
            public boolean checksClient(RequestContext request) {
                waits.release();
                awaitLatch(left);
                return true;
            }
        };
        ExceptionBoundary handler = new ExceptionBoundary(request -> {
            handled.incrementAndGet();
            return Response.text(200, "");
        });
        Function<Peer, Protocol> protocols = client -> new HttpConnection(client, handler,
                new ConnectionLimits(MILLIS, MILLIS, MILLIS, MILLIS, MIB).with(looks), new SystemClock(false),
                new BufferPool(MIB), new BodyBudget(MIB));
        try (Server server = TestServer.open(ignored -> engine.apply(protocols), UnaryOperator.identity(), MILLIS,
                List.of())) {
            InetSocketAddress address = new InetSocketAddress(LOOPBACK, URI.create(server.url()).getPort());
            try (Socket keepsThePort = bound(0); Socket leaving = bound(keepsThePort.getLocalPort())) {
                leaving.connect(address);
                SeamScenarios.send(leaving, GET + "\r\n");
                waits.acquire();
                leaving.setSoLinger(true, 0);
                leaving.close();
                awaitReset(keepsThePort.getLocalPort(), address);
            }
            left.countDown();
            boolean ended = server.awaitNoneOpen(MILLIS);
            int before = handled.get();
            try (Socket staying = SeamScenarios.connect(server)) {
                SeamScenarios.send(staying, GET + "Connection: close\r\n\r\n");
                staying.shutdownOutput();
                String response = new String(staying.getInputStream().readAllBytes(), ISO_8859_1);
                return "ended " + ended + ", handled " + before + ", then " + response.lines().findFirst().orElse("");
            }
        }
    }

    /** Waits until the system knows of a reset: before, there is no second connection of the same ports. */
    private static void awaitReset(int port, InetSocketAddress server) throws IOException {
        while (true) {
            try (Socket second = bound(port)) {
                second.connect(server);
                return;
            } catch (BindException stillThere) {
                // A process that was just started has a copy of the descriptor, until it closes that.
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Returns a socket with this port, or any. Others with the port may be open, so it can be kept meanwhile. */
    private static Socket bound(int port) throws IOException {
        Socket socket = new Socket();
        socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        socket.bind(new InetSocketAddress(LOOPBACK, port));
        return socket;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** A part of a request may have less time than the whole, and never has more. */
    static String limitsParts() throws Exception {
        RequestContext context = new RequestContext(null, null);
        long whole = TimeUnit.MILLISECONDS.toNanos(MILLIS);
        context.begin(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() + whole), () -> false);
        boolean less = context.within(whole / 2, () -> isAbout(context.remaining(), whole / 2));
        boolean nested = context.within(whole / 2,
                () -> context.within(whole, () -> isAbout(context.remaining(), whole / 2)));
        boolean afterFailure = false;
        try {
            context.within(whole / 2, () -> {
                throw new HttpException(502, "failed");
            });
        } catch (HttpException failure) {
            afterFailure = isAbout(context.remaining(), whole);
        }
        RequestContext endless = new RequestContext(null, null);
        boolean some = endless.within(whole, () -> isAbout(endless.remaining(), whole));
        return "less %s, nested %s, whole again %s, of an endless one %s, endless again %s".formatted(less, nested,
                afterFailure, some, endless.remaining() == Long.MAX_VALUE);
    }

    private static boolean isAbout(long nanos, long wanted) {
        return nanos <= wanted + TimeUnit.MILLISECONDS.toNanos(1)
                && nanos > wanted - TimeUnit.MILLISECONDS.toNanos(MILLIS / 4);
    }

    /** What a rejection says about when to come back, wherever it is thrown. */
    static String saysWhenToComeBack() {
        List<String> fields = new ArrayList<>();
        for (HttpException refusal : List.of(new HttpException(503, "busy", 7), new HttpException(503, "busy"))) {
            HttpConnection connection = Unplugged.connection(request -> {
                throw refusal;
            }, new BodyBudget(0));
            connection.receive(ByteBuffer.wrap((GET + "\r\n").getBytes(ISO_8859_1)));
            fields.add(Unplugged.play(connection)
                    .lines()
                    .filter(line -> line.matches("HTTP.*|Retry-After.*"))
                    .toList()
                    .toString());
        }
        HttpConnection full = Unplugged.connection(request -> Response.text(200, ""), (head, context, maxBody) -> {
            throw new HttpException(503, "no memory", 1);
        });
        full.receive(ByteBuffer.wrap((POST + "\r\n").getBytes(ISO_8859_1)));
        fields.add(String.valueOf(Unplugged.play(full).contains("Retry-After: 1\r\n")));
        return String.join(", ", fields);
    }
}
