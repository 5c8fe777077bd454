package parts;

import grader.bench.handler.HandlerSetting;
import grader.bench.handler.Work;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

public final class Caller implements Work {

    private static final Response ANSWER = Response.text(200, "here");

    private final Handler handler;
    private final List<Request> requests = new ArrayList<>();
    private int next;

    public Caller(HandlerSetting setting) {
        handler = switch (setting) {
            case FEW_ROUTES -> router(50);
            case MANY_ROUTES -> router(50_000);
            case NO_LAYER -> request -> ANSWER;
            case SIX_LAYERS -> onion("off");
            case SIX_LAYERS_AND_LOG -> onion("/dev/null");
        };
        Random random = new Random(4);
        for (int i = 0; i < 1024; i++) {
            requests.add(request(random.nextInt(setting == HandlerSetting.MANY_ROUTES ? 50_000 : 50)));
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
        return new RequestParser(0, "127.0.0.1", null)
                .receive(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public int answer() {
        try {
            return handler.handle(requests.get(next++ & 1023)).status();
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }
}
