package parts;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

public record Caller(String trial) implements Callable<String> {

    private static final HttpException FAILURE = new HttpException(431, "too large");
    private static final String HEAD = "GET / HTTP/1.1\r\nHost: a\r\ncontent-LENGTH: 0\r\n\r\n";

    @Override
    public String call() {
        return switch (trial) {
            case "malformed in the log" -> malformedInTheLog();
            case "unlooked at" -> status(request -> Response.text(200, ""), malformed());
            case "unlooked at, and an error" -> status(request -> Response.empty(500), malformed());
            case "a guard that is not written" -> status(MiddlewareChain.wrap(request -> Response.text(200, ""),
                    (request, next) -> {
                        throw new Todo("authorization");
                    }), wellFormed());
            case "a field in two lines" -> refused(() -> new Field("X", "a\r\nb"));
            case "the connection's own field" -> refused(() -> new Field("content-length", "1"));
            case "a status of two digits" -> refused(() -> Response.empty(42));
            case "a status that is not final" -> refused(() -> Response.empty(101));
            default -> namesInAnyCase(wellFormed().head().fields());
        };
    }

    private static Request malformed() {
        return Request.malformed(FAILURE, new RequestContext(new Peer(new InetSocketAddress("127.0.0.1", 0), 0), null));
    }

    private static Request wellFormed() {
        return new RequestParser(0).receive(ByteBuffer.wrap(HEAD.getBytes()));
    }

    private static String malformedInTheLog() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Handler server = MiddlewareChain.wrap(new Router(List.of()), new RequestId(),
                new Logging(new AccessLog(new PrintStream(log, true)), System::nanoTime), new ErrorHandling());
        byte[] response = new HandlerResponder(server).respond(malformed(), true);
        return new String(response, "HTTP/1.1 ".length(), 3) + ", logged: "
                + log.toString().substring(0, "- - 431".length());
    }

    private static String status(Handler handler, Request request) {
        return "" + new ExceptionBoundary(handler).handle(request).status();
    }

    private static String refused(Supplier<Object> made) {
        try {
            return "" + made.get();
        } catch (IllegalArgumentException refused) {
            return "refused";
        }
    }

    private static String namesInAnyCase(Fields fields) {
        return fields.has("Content-Length") + ", " + fields.has("HOST") + ", " + fields.has("Content-Lengt");
    }
}
