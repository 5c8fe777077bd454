package docs.studio.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.spi.HttpServerProvider;
import grader.core.console.UserError;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** An HTTP server for one user of this machine. It listens on 127.0.0.1 alone. */
public final class WebServer implements AutoCloseable {

    /** Answers a request. A {@link UserError} becomes a response with status 400 that says what to do. */
    @FunctionalInterface
    public interface Handler {
        void handle(Call call) throws IOException;
    }

    private final HttpServer server;
    private final Access access;
    private final Guard guard;
    private final Map<String, Handler> routes = new ConcurrentHashMap<>();
    private final Handler others;

    /**
     * Starts. A request that no route answers goes to `others`.
     *
     * @param port 0: a free one
     * @param token what the first request has to know; empty: a new one
     * @param names by which a proxy may call it, besides those of this machine
     * @param others answers each GET that has no route
     */
    public WebServer(int port, Optional<String> token, Set<String> names, Handler others) {
        this(HttpServerProvider.provider(), port, token, names, others);
    }

    /** The same on another server than the JDK's. */
    public WebServer(HttpServerProvider provider, int port, Optional<String> token, Set<String> names,
            Handler others) {
        System.setProperty("sun.net.httpserver.nodelay", "true");       // small pieces are not held back
        server = listen(provider, port);
        this.others = others;
        this.access = Access.of(server.getAddress().getPort(), token.orElseGet(Access::secret), names);
        this.guard = new Guard(access);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("request-", 1).factory()));
        server.start();
    }

    private static HttpServer listen(HttpServerProvider provider, int port) {
        try {
            return provider.createHttpServer(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        } catch (BindException taken) {
            throw new UserError("port " + port + " is in use", "give another one: --port 0 takes a free one");
        } catch (IOException | IllegalArgumentException error) {
            throw new UserError("--port " + port + ": " + error.getMessage(), "give a port from 0 to 65535");
        }
    }

    /** Answers requests such as `POST /api/run`. */
    public void route(String line, Handler handler) {
        routes.put(line, handler);
    }

    public int port() {
        return access.port();
    }

    public String token() {
        return access.token();
    }

    /** The address that opens the studio in a browser. */
    public String link() {
        return "http://127.0.0.1:" + port() + "/?token=" + access.token();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Policy.addTo(exchange.getResponseHeaders());
            Call call = new Call(exchange);
            if (access.isHost(exchange.getRequestHeaders().getFirst("Host"))
                    && exchange.getRequestMethod().equals("GET") && access.isToken(call.query().get("token"))) {
                letIn(call);
                return;
            }
            Optional<Guard.Refusal> refusal = guard.check(exchange);
            if (refusal.isPresent()) {
                call.reply(refusal.get().status(), refusal.get().why());
            } else {
                handle(call, exchange);
            }
        }
    }

    /**
     * Gives the session for the token, and leads to the address without it: no history and no log keeps that. A page
     * leads there, as a browser that comes from another site would not send the cookie after a redirect.
     */
    private void letIn(Call call) throws IOException {
        call.field("Set-Cookie", access.cookieName() + "=" + access.session() + "; HttpOnly; SameSite=Strict; Path=/");
        String name = call.path().substring(call.path().lastIndexOf('/') + 1);
        String at = call.query().getOrDefault("at", "");
        String to = (name.matches("[\\w.-]+") ? name : "./") + (at.matches("[\\w-]+") ? "#" + at : "");
        call.replyFile("text/html; charset=utf-8", leadingTo(to).getBytes(StandardCharsets.UTF_8), false);
    }

    /** A page that leads to an address at once. */
    public static String leadingTo(String address) {
        String escaped = address.replace("&", "&amp;");
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><title>Inside the Server</title>
                <meta http-equiv="refresh" content="0; url=%s"><p><a href="%s">Inside the Server</a></p></html>
                """.formatted(escaped, escaped);
    }

    private void handle(Call call, HttpExchange exchange) throws IOException {
        Handler handler = routes.get(call.line());
        try {
            if (handler != null) {
                handler.handle(call);
            } else if (call.line().startsWith("GET ")) {
                others.handle(call);
            } else {
                call.reply(404, "There is nothing at " + call.path() + ".");
            }
        } catch (UserError problem) {
            if (exchange.getResponseCode() < 0) {
                call.reply(400, problem.line());
            }
        } catch (RuntimeException | Error fault) {
            if (exchange.getResponseCode() < 0) {
                call.reply(500, "a mistake in the course: " + fault + "; please report it, with what you did");
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
