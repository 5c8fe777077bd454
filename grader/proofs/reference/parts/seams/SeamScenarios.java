import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/** What later labs need of the first seven, each used once. Every method returns what it has seen. */
final class SeamScenarios {
    private static final int STOPS = 20;
    private static final int HANDLER_MILLIS = 60_000;
    private static final int LONG_TURN_MILLIS = 5;
    /** Before the connection's next deadline, which would wake the loop, too. */
    private static final int SOON_MILLIS = 5_000;

    private SeamScenarios() {}

    /** As soon as `stopAccepting` has returned, the next client is refused; also the second call returns. */
    static String stopsAccepting(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        int refused = 0;
        for (int i = 0; i < STOPS; i++) {
            try (Server server = TestServer.open(engine, UnaryOperator.identity(), HANDLER_MILLIS, List.of());
                    Socket kept = connect(server)) {
                send(kept, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
                int first = kept.getInputStream().read();
                server.stopAccepting();
                try (Socket next = connect(server)) {
                    return "connected after the call, port " + next.getPort() + ", first byte " + first;
                } catch (ConnectException expected) {
                    refused++;
                }
            }
        }
        return "refused " + refused;
    }

    /** A task that comes while the tasks of a long turn run does not wait for the next event or deadline. */
    static String runsTasksAfterALongTurn() throws Exception {
        Semaphore ran = new Semaphore(0);
        AtomicReference<EventLoop> loop = new AtomicReference<>();
        Route slow = new Route("GET", "/slow", request -> {
            loop.get().execute(() -> loop.get().execute(ran::release));
            Thread.sleep(LONG_TURN_MILLIS);
            return Response.text(200, "");
        });
        try (Server server = TestServer.open(protocols -> {
            loop.set(TestServer.loop(protocols, new SystemClock(true)));
            return loop.get();
        }, UnaryOperator.identity(), HANDLER_MILLIS, List.of(slow));
                Socket client = connect(server)) {
            int turns = 0;
            boolean soon = true;
            while (soon && turns < 2) {     // The first one ends with a sweep, which comes soon.
                send(client, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
                soon = ran.tryAcquire(SOON_MILLIS, TimeUnit.MILLISECONDS);
                turns += soon ? 1 : 0;
            }
            return "soon in turns " + turns;
        }
    }

    /** Clients that connect while the only thread is in a handler are served, although the server stops meanwhile. */
    static String servesThoseThatWait(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Route held = new Route("GET", "/held", request -> {
            begun.countDown();
            release.await();
            return Response.text(200, "held\n");
        });
        try (Server server = TestServer.open(engine, UnaryOperator.identity(), HANDLER_MILLIS, List.of(held));
                Socket busy = connect(server)) {
            send(busy, "GET /held HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            begun.await();
            List<Socket> waiting = new ArrayList<>();
            for (int i = 0; i < STOPS; i++) {
                waiting.add(connect(server));
                send(waiting.getLast(), "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            }
            Thread stopping = Thread.ofPlatform().start(() -> {
                try {
                    server.stopAccepting();
                } catch (IOException error) {
                    throw new IllegalStateException(error);
                }
            });
            await(() -> stopping.getState() == Thread.State.TIMED_WAITING);
            release.countDown();
            int served = 0;
            for (Socket client : waiting) {
                String response = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
                served += response.startsWith("HTTP/1.1 200 ") ? 1 : 0;
                client.close();
            }
            stopping.join();
            return "served " + served;
        }
    }

    /** An outer layer reads afterwards what inner ones wrote. */
    static String tellsOuterLayers() throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        Middleware outer = (request, next) -> {
            Response response = next.handle(request);
            RequestContext context = request.context();
            BearerTokens.Principal user = request.attribute(Authentication.USER);
            seen.set(request.attribute(Router.ROUTE) + ", " + (user == null ? "no user" : user.name()) + ", from "
                    + context.client());
            return response;
        };
        Route files = new Route("GET", "/files/*rest",
                request -> Response.text(200, String.join("|", request.pathSegments("rest")) + "\n"));
        Authentication who = new Authentication(BearerTokens.of(List.of("ada:admin:secret")));
        try (Server server = TestServer.open(TestServer::blocking, UnaryOperator.identity(), HANDLER_MILLIS,
                List.of(files), outer, who); Socket client = connect(server)) {
            send(client, "GET /files/a%20b/c HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\n"
                    + "Connection: close\r\n\r\n");
            String response = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
            return seen.get() + ", sent " + response.substring(response.indexOf("\r\n\r\n") + 4).strip();
        }
    }

    static String splitsLists() {
        Fields fields = parsed("GET / HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"Ab\", W/\"c,d\" ,, \"e\\\"f,g\"\r\n"
                + "if-none-match: h\r\n\r\n").head().fields();
        return fields.list("if-none-match") + " " + fields.tokens("if-none-match");
    }

    /** Two fields of one name, from the handler to the wire. */
    static String sendsTwoOfOneName() throws Exception {
        Route cookies = new Route("GET", "/cookies",
                request -> Response.empty(204).withAdded("Set-Cookie", "a=1").withAdded("Set-Cookie", "b=2"));
        try (Server server = TestServer.open(TestServer::blocking, UnaryOperator.identity(), HANDLER_MILLIS,
                List.of(cookies)); Socket client = connect(server)) {
            send(client, "GET /cookies HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1).lines()
                    .filter(line -> line.startsWith("Set-Cookie"))
                    .toList()
                    .toString();
        }
    }

    /** A handler that waits for ever is interrupted; its connection is not, and goes on. */
    static String interruptsHandlers(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        Route endless = new Route("GET", "/endless", request -> {
            Thread.sleep(Long.MAX_VALUE);
            return Response.empty(204);
        });
        try (Server server =
                TestServer.open(engine, UnaryOperator.identity(), 100, List.of(endless));
                Socket client = connect(server)) {
            send(client, "GET /endless HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2)
                    + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1).lines()
                    .filter(line -> line.startsWith("HTTP/"))
                    .toList()
                    .toString();
        }
    }

    /** Content that has no piece, ever, and says that it has five bytes. */
    private static final class NoPieces implements BodySource {

        final AtomicInteger reads = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();

        @Override
        public int read(ByteBuffer out) {
            reads.incrementAndGet();
            return 0;
        }

        @Override
        public long length() {
            return 5;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** Content without pieces breaks off after the time of a handler; the server asks for a piece now and then. */
    static String endsContentWithoutPieces(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        NoPieces source = new NoPieces();
        Route nothing = new Route("GET", "/nothing", request -> Response.of(200, "text/plain", source));
        try (Server server = TestServer.open(engine, UnaryOperator.identity(), 300, List.of(nothing));
                Socket client = connect(server)) {
            send(client, "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
            client.getInputStream().readAllBytes();
            await(() -> source.closed.get() > 0);
            try (Socket next = connect(server)) {
                send(next, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
                String response = new String(next.getInputStream().readAllBytes(), ISO_8859_1);
                return "few reads " + (source.reads.get() > 1 && source.reads.get() < 100) + ", closed " + source.closed
                        + ", then " + response.lines().findFirst().orElse("nothing");
            }
        }
    }

    /** An interrupt ends the wait for a piece, whether it comes before or during a pause. */
    static String interruptsContentWithoutPieces() throws Exception {
        NoPieces source = new NoPieces();
        HttpConnection connection = new HttpConnection(Unplugged.CLIENT,
                new ExceptionBoundary(request -> Response.of(200, "text/plain", source)),
                new ConnectionLimits(1000, 1000, Integer.MAX_VALUE, 1000, 0), new SystemClock(false),
                new BufferPool(1 << 20), new BodyBudget(0));
        connection.receive(ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1)));
        connection.work();
        Thread working = Thread.ofPlatform().start(connection::work);
        await(() -> source.reads.get() > 1);
        working.interrupt();
        working.join(HANDLER_MILLIS);
        return "ended " + !working.isAlive() + ", closed " + source.closed;
    }

    /** How often a body in memory is worked on, and whether all of it comes. */
    static String refillsWithoutWork() throws IOException {
        byte[] body = new byte[1 << 20];
        HttpConnection connection =
                Unplugged.connection(request -> Response.empty(200).withBody(body), new BodyBudget(0));
        connection.receive(ByteBuffer.wrap("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1)));
        int works = 0;
        int bytes = 0;
        while (connection.wants() != Protocol.Wants.READ) {
            if (connection.wants() == Protocol.Wants.WORK) {
                connection.work();
                works++;
            } else {
                ByteBuffer output = connection.output();
                bytes += output.remaining();
                output.position(output.limit());
                connection.sent();
            }
        }
        return "worked " + works + ", all came " + (bytes > body.length);
    }

    /** An engine that takes connections late sees when they were accepted. */
    static String knowsWhenItWasAccepted() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        CompletableFuture<AcceptedSocket> taken = new CompletableFuture<>();
        AtomicReference<AcceptQueue> waiting = new AtomicReference<>();
        Engine engine = endpoint -> {
            Thread.ofPlatform().daemon().start(() -> {
                waiting.set(endpoint.queue());
                try {
                    late.await();
                    taken.complete(endpoint.queue().take());
                } catch (InterruptedException stop) {
                    taken.completeExceptionally(stop);
                }
            });
            return endpoint.startAcceptor();
        };
        Flags flags = Server.flags(new Flags(new String[] {"--port", "0"}));
        try (Server server = Server.open(flags, engine)) {
            long before = System.nanoTime();
            try (Socket client = connect(server)) {
                await(() -> waiting.get() != null && waiting.get().depth() == 1);
                long between = System.nanoTime();
                late.countDown();
                AcceptedSocket socket = taken.get();
                socket.socket().close();
                return "in between " + (before < socket.at() && socket.at() < between) + ", has a channel "
                        + (socket.socket().getChannel() != null && client.isConnected());
            }
        }
    }

    /** Content of any length goes through the decoders into a sum, and into no memory. */
    static String streams(long length) throws Exception {
        try (ServerSocket listener = Sockets.open()) {
            Listener server = Listener.bind(listener, "127.0.0.1", 0, 1);
            CompletableFuture<Long> sent = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket client = connect(URI.create(server.url()))) {
                    sent.complete(upload(client, length));
                } catch (IOException error) {
                    sent.completeExceptionally(error);
                }
            });
            try (Socket socket = listener.accept()) {
                return "the same " + (download(socket.getInputStream(), length) == sent.get());
            }
        }
    }

    private static long upload(Socket client, long length) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(ISO_8859_1));
        CRC32 sum = new CRC32();
        byte[] piece = new byte[1 << 16];
        for (long left = length; left > 0; left -= piece.length) {
            piece[(int) (left >> 16 & 0xFF)]++;
            sum.update(piece);
            out.write("10000\r\n".getBytes(ISO_8859_1));
            out.write(piece);
            out.write("\r\n".getBytes(ISO_8859_1));
        }
        out.write("0\r\n\r\n".getBytes(ISO_8859_1));
        return sum.getValue();
    }

    private static long download(InputStream in, long length) throws IOException {
        CRC32 sum = new CRC32();
        Content content = new Content() {

            private long left = length;

            @Override
            public void requireRoom(long count) {
                if (count > left) {
                    throw new HttpException(413, "too much");
                }
            }

            @Override
            public void add(ByteBuffer bytes, int count) {
                requireRoom(count);
                left -= count;
                sum.update(bytes.slice().limit(count));
                bytes.position(bytes.position() + count);
            }
        };
        HeadParser parser = new HeadParser();
        BodyDecoder decoder = null;
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        boolean complete = false;
        while (!complete) {
            int count = in.read(buffer.array());
            buffer.position(0).limit(count);
            if (decoder == null && parser.receive(buffer)) {
                decoder = Framing.of(parser.head()).decoder(content);
            }
            complete = decoder != null && decoder.decode(buffer, content);
        }
        return sum.getValue();
    }

    private static Request parsed(String text) {
        return new RequestParser(0, new BodyBudget(0), Unplugged.CLIENT, null)
                .receive(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
    }

    static Socket connect(Server server) throws IOException {
        return connect(URI.create(server.url()));
    }

    private static Socket connect(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        if (socket.getLocalPort() == socket.getPort()) {
            socket.close();
            throw new ConnectException("no one listens, so the system has connected the socket with itself");
        }
        socket.setSoTimeout(HANDLER_MILLIS);
        return socket;
    }

    static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** What comes true sooner or later. */
    interface Condition {
        boolean isTrue() throws Exception;
    }

    static void await(Condition condition) throws Exception {
        long end = System.nanoTime() + HANDLER_MILLIS * 1_000_000L;
        while (!condition.isTrue()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("it did not happen");
            }
            Thread.onSpinWait();
        }
    }
}
