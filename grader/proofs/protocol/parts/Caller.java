package parts;

import grader.proofs.protocol.HandlerProbe;
import grader.proofs.protocol.Server;
import grader.proofs.protocol.Setting;
import grader.proofs.protocol.Wire;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

public final class Caller implements Server, Clock {

    static final ThreadLocal<HandlerProbe> WITNESS = new ThreadLocal<>();
    private static final int MOST = 64;
    private static final long CONTENT = 1 << 24;        // bytes

    private final BufferPool buffers = new BufferPool((long) MOST * BufferPool.SIZE);
    private final Semaphore room = part(buffers, Semaphore.class);
    private final BodyBudget budget = new BodyBudget(CONTENT);
    private final AtomicLong free = part(budget, AtomicLong.class);
    private final ConnectionLimits limits;
    private final ExceptionBoundary handler;

    public Caller(Setting setting) {
        limits = new ConnectionLimits(setting.idle(), setting.request(), Setting.HANDLER, setting.write(),
                setting.maxBody());
        List<Route> routes = new ArrayList<>(DemoRoutes.routes());
        routes.removeIf(route -> route.toString().matches("GET /(json|header|slow/.*)"));
        routes.add(new Route("GET", "/pieces/{count}/{most}", request -> letters(request, false, Letters.End.GOOD)));
        routes.add(new Route("GET", "/sized/{count}/{most}", request -> letters(request, true, Letters.End.GOOD)));
        routes.add(new Route("GET", "/breaks/{count}/{most}", request -> letters(request, false, Letters.End.BREAKS)));
        routes.add(new Route("GET", "/sized-breaks/{count}/{most}",
                request -> letters(request, true, Letters.End.BREAKS)));
        routes.add(
                new Route("GET", "/sized-ends/{count}/{most}", request -> letters(request, true, Letters.End.EARLY)));
        routes.add(new Route("GET", "/odd/{count}/{most}", request -> letters(request, false, Letters.End.ODD)));
        routes.add(new Route("GET", "/sized-odd/{count}/{most}", request -> letters(request, true, Letters.End.ODD)));
        routes.add(new Route("GET", "/dies/{count}/{most}", request -> letters(request, false, Letters.End.DIES)));
        routes.add(new Route("GET", "/unclosable/{count}/{most}",
                request -> letters(request, false, Letters.End.UNCLOSABLE)));
        routes.add(new Route("GET", "/takes/{count}", request -> {
            WITNESS.get().pass(number(request, "count"));
            return Response.text(200, "done\n");
        }));
        routes.add(new Route("GET", "/long/{count}", request -> Response.text(200, "done\n")
                .with("X-Long", "\u00e4" + "x".repeat(number(request, "count")))));
        routes.add(new Route("GET", "/borrowed", request -> Response.text(200, borrowed() + "\n")));
        handler = new ExceptionBoundary(
                new Watched(MiddlewareChain.wrap(new Router(routes), new RequestId(), new ErrorHandling())));
    }

    private static Response letters(Request request, boolean sized, Letters.End end) {
        return Response.of(200, "text/plain",
                new Letters(number(request, "count"), number(request, "most"), sized, end));
    }

    private static int number(Request request, String name) {
        String text = request.pathParameter(name);
        if (text.isEmpty() || text.length() > 6 || !Ascii.containsOnly(Ascii.DIGIT, text)) {
            throw new HttpException(404, "this is no number");
        }
        return Integer.parseInt(text);
    }

    @Override
    public Wire connect(HandlerProbe probe) {
        WITNESS.set(probe);
        return new OnWire(
                new HttpConnection(new Peer(new InetSocketAddress("127.0.0.1", 0), 0), handler, limits, this, buffers,
                        budget));
    }

    @Override
    public int borrowed() {
        return MOST - room.availablePermits();
    }

    @Override
    public long taken() {
        return CONTENT - free.get();
    }

    @Override
    public long now() {
        return WITNESS.get().now();
    }

    @Override
    public String date() {
        return "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";
    }

    static void fails(Throwable fault) {
        WITNESS.get().fails(fault);
    }

    /** @throws IllegalStateException if there is no connection yet: what is missing then is missing for all */
    static void prints(Object text) {
        if (WITNESS.get() == null) {
            throw new IllegalStateException(String.valueOf(text));
        }
        WITNESS.get().prints(String.valueOf(text));
    }

    /** What `whole` has of this type. */
    private static <T> T part(Object whole, Class<T> type) {
        try {
            for (Field field : whole.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                if (type.isInstance(field.get(whole))) {
                    return type.cast(field.get(whole));
                }
            }
        } catch (IllegalAccessException error) {
            throw new IllegalStateException(error);
        }
        throw new IllegalStateException(whole + " has no " + type);
    }

    private record OnWire(HttpConnection connection) implements Wire {
        private static final Wants[] WANTS = Wants.values();

        @Override
        public Wants wants() {
            return WANTS[connection.wants().ordinal()];
        }

        @Override
        public void receive(ByteBuffer in) {
            connection.receive(in);
        }

        @Override
        public void endOfInput() {
            connection.endOfInput();
        }

        @Override
        public ByteBuffer output() {
            return connection.output();
        }

        @Override
        public void sent() {
            connection.sent();
        }

        @Override
        public void work() {
            connection.work();
        }

        @Override
        public long deadline() {
            return connection.deadline();
        }

        @Override
        public void onDeadline() {
            connection.onDeadline();
        }

        @Override
        public void closed() {
            connection.closed();
        }
    }
}
