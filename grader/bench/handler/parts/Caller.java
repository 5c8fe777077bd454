package parts;

import grader.bench.harness.Work;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

public final class Caller implements Work {

    private static final Response ANSWER = Response.text(200, "here");
    private static final Peer CLIENT = new Peer(new InetSocketAddress("127.0.0.1", 0), 0);

    private final Handler handler;
    private final List<Request> requests = new ArrayList<>();

    public Caller(String setting) {
        handler = switch (setting) {
            case "50 routes" -> router(50);
            case "50,000 routes" -> router(50_000);
            case "no layer" -> request -> ANSWER;
            case "six layers, the log off" -> onion("off");
            default -> onion("/dev/null");
        };
        Random random = new Random(4);
        for (int i = 0; i < 1024; i++) {
            requests.add(request(random.nextInt(setting.equals("50,000 routes") ? 50_000 : 50)));
        }
    }

    private static Handler router(int count) {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            routes.add(new Route("GET", "/shops/" + i % 10 + "/things/thing-" + i + "/{id}", request -> ANSWER));
        }
        return new Router(routes);
    }

    private static Handler onion(String log) {
        return MiddlewareChain.wrap(request -> ANSWER, new RequestId(),
                new Logging(AccessLog.to(log), System::nanoTime),
                Cors.of(List.of("http://shop.example")), new ErrorHandling(),
                new Authentication(BearerTokens.of(List.of("ada:admin:secret"))),
                new RateLimit(1e9, 1_000_000, 10_000, System::nanoTime));
    }

    private static Request request(int number) {
        String head = "GET /shops/" + number % 10 + "/things/thing-" + number + "/7 HTTP/1.1\r\nHost: shop.example\r\n"
                + "Origin: http://shop.example\r\nAuthorization: Bearer secret\r\n"
                + "Accept: */*\r\nUser-Agent: bench\r\n\r\n";
        return new RequestParser(0, new BodyBudget(0), CLIENT, null)
                .receive(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    }

    /** What layers learn of a request stays in its context, so each time it has a new one. */
    @Override
    public long once(int number) throws Exception {
        Request parsed = requests.get(number & 1023);
        return handler.handle(new Request(parsed.head(), parsed.content(), parsed.trailers(), null,
                new RequestContext(CLIENT, null))).status();
    }
}
