import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes requests on to backends, and their responses back. Its connections to backends are kept, and used again. */
final class Forwarder implements AutoCloseable {

    /** Methods whose requests may arrive twice without harm (RFC 9110 §9.2.2). */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");
    private static final String PROBLEM = "application/problem+json";

    private final RequestHead requests;
    private final ResponseFields responses;
    private final int connections;
    private final long timeout;
    private final int idleMillis;
    private final Map<Backend, ConnectionPool<BackendConnection, BackendFailure>> pools = new ConcurrentHashMap<>();

    /**
     * @param connections how many there may be to each backend
     * @param timeout how long a backend may be silent, in nanoseconds
     * @param idleMillis how long no byte may move through a tunnel
     */
    Forwarder(RequestHead requests, ResponseFields responses, int connections, long timeout, int idleMillis) {
        this.requests = requests;
        this.responses = responses;
        this.connections = connections;
        this.timeout = timeout;
        this.idleMillis = idleMillis;
    }

    static boolean isIdempotent(Request request) {
        return IDEMPOTENT.contains(request.head().method());
    }

    /**
     * Returns the response of a backend to a request. If the backend has closed a connection that had been idle, just
     * as the request was sent, and the request is idempotent, sends it again, on another connection. Every exchange
     * ends, unless its response has begun.
     *
     * @throws BackendFailure if there is none
     */
    // task proxy
    Response forward(Request request, Backend backend) throws IOException, InterruptedException {
        Todo.report("proxy");
        throw new HttpException(501, "requests are not passed on yet");
    }

    /** Borrows a connection on which a request can be sent, as far as this side knows. */
    private Lease<BackendConnection> borrow(Backend backend) throws InterruptedException {
        ConnectionPool<BackendConnection, BackendFailure> pool = pools.computeIfAbsent(backend,
                added -> BackendConnections.pool(added.address(), connections, timeout));
        while (true) {
            Lease<BackendConnection> lease = pool.borrow();
            if (!lease.connection().isUsed() || !lease.connection().isStale()) {
                return lease;
            }
            lease.markBroken();
            lease.close();
        }
    }

    private Response exchange(Request request, Backend backend, BackendExchange exchange)
            throws IOException, InterruptedException {
        StoredContent content = StoredContent.of(request);
        String upgrade = Upgrade.of(request);
        exchange.send(requests.bytes(request, backend.address(), content.length(), upgrade), content);
        ResponseHead head = exchange.readHead();
        Response response = head.status() == 101 ? upgraded(request, exchange, head, upgrade)
                : response(request, exchange, head);
        if (!request.head().isHttp10()) {
            Interim.set(request.context(), interim(exchange));
        }
        return response;
    }

    /** Returns what precedes the response. A 100 is for this server, which has all of the request. */
    private List<Interim> interim(BackendExchange exchange) {
        return exchange.interim()
                .stream()
                .filter(head -> head.status() != 100)
                .map(head -> new Interim(head.status(), responses.of(head)))
                .toList();
    }

    private Response upgraded(Request request, BackendExchange exchange, ResponseHead head, String upgrade)
            throws IOException {
        if (!Upgrade.isAccepted(upgrade, head)) {
            throw exchange.failure(502, "has switched protocols, and no one has asked it to");
        }
        List<Field> fields = new ArrayList<>(responses.of(head));
        fields.add(new Field("Upgrade", upgrade));
        return new HandOver(101, new BackendTunnel(exchange.transport(), idleMillis, exchange::close)).response(request,
                fields);
    }

    /** Returns the response for the client. What has arrived as a whole needs no source, nor the connection. */
    private Response response(Request request, BackendExchange exchange, ResponseHead head) {
        try {
            BackendContent content = new BackendContent(exchange, head, request.head().method());
            Response response = new Response(head.status(), responses.of(head), new byte[0]);
            // Other layers take a problem in memory for one of this server, and add to it.
            boolean whole = content.hasArrived() && !PROBLEM.equals(response.field("Content-Type"));
            return whole ? response.withBody(content.readAll()) : response.withSource(content);
        } catch (HttpException malformed) {
            throw malformed instanceof BackendFailure known ? known
                    : exchange.failure(502, "has sent a response whose end is not clear");
        }
    }

    @Override
    public void close() {
        pools.values().forEach(ConnectionPool::close);
    }
}
