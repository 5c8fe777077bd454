package grader.proofs.fuzzing.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.http.Bytes;
import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.clients.http.Response;
import grader.clients.http.ResponseReader;
import grader.proofs.fuzzing.edge.RecordingBackend.Received;
import grader.proofs.protocol.Finding;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sends to a server what an edge sends to its backend, over a connection that is kept. The server may refuse a request;
 * it must not read another one.
 */
final class BackendClient implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** A request after all others: what is left of those would be read as the beginning of it. */
    private static final String LAST = "GET /last HTTP/1.1\r\nHost: a\r\n\r\n";

    private final String name;
    private final InetSocketAddress address;
    private final Map<Integer, Integer> unread = new TreeMap<>();      // by status
    private final Map<Integer, String> examples = new TreeMap<>();
    private int read;
    private RawConnection connection;       // null: none is open

    BackendClient(String name, InetSocketAddress address) {
        this.name = name;
        this.address = address;
    }

    String summary() {
        StringBuilder text = new StringBuilder(name + ": " + read + " requests read as they were sent");
        unread.forEach((status, count) -> text.append("; ")
                .append(count)
                .append(" answered with ")
                .append(status)
                .append(", such as ")
                .append(Bytes.brief(examples.get(status).lines().findFirst().orElse(""))));
        return text.toString();
    }

    /** Sends requests as an edge does, each after the response to the one before. */
    void check(List<Received> received) {
        try {
            for (Received each : received) {
                send(each.bytes(), each.request());
            }
            send(LAST, StrictRequest.all(LAST).requests().getFirst());
        } catch (IOException refusal) {
            throw new Finding(name + " cannot be reached", refusal);
        } catch (Finding finding) {
            close();
            throw finding;
        }
    }

    private void send(String bytes, StrictRequest request) throws IOException {
        boolean fresh = connection == null;
        if (fresh) {
            connection = RawConnection.connect(address, Peer.client(), LIMIT);
        }
        connection.send(bytes.getBytes(ISO_8859_1), LIMIT);
        connection.within(LIMIT);
        Optional<Response> response = new ResponseReader(connection).last(request.method(), interim -> {});
        if (response.isPresent() && response.get().isWhole()) {
            check(request, response.get());
            if (response.get().saysClose()) {
                close();        // Of what comes before that, such as content of a refused HEAD, nothing is left.
            } else {
                require(connection.bytes().isEmpty(), "sends more than a response", request,
                        connection.bytes().toString());
            }
            return;
        }
        boolean reset = connection.isReset();
        String how = connection.how();
        close();
        if (!fresh) {
            send(bytes, request);       // The server had closed the connection.
        } else {
            // A server that refuses a request, and does not read its content, may reset the connection.
            require(reset && !request.content().isEmpty(), "gives no response", request, how);
            count(0, request);
        }
    }

    private void check(StrictRequest request, Response response) {
        List<String> values = response.values(RequestRecord.FIELD);
        if (values.isEmpty()) {
            // An OPTIONS that may not go on (Max-Forwards) is for the proxy itself.
            require(response.status() >= 400 || request.method().equals("OPTIONS"), "does not say what it has read",
                    request, response.raw());
            count(response.status(), request);
            return;
        }
        RequestRecord said = RequestRecord.parse(values.getFirst());
        require(said != null && said.isOf(request), "reads another request", request, values.getFirst());
        read++;
    }

    /** @param status 0 for a reset */
    private void count(int status, StrictRequest request) {
        unread.merge(status, 1, Integer::sum);
        examples.putIfAbsent(status, request.method() + " " + request.target());
    }

    private void require(boolean holds, String kind, StrictRequest request, String detail) {
        if (!holds) {
            throw new Finding(name + " " + kind, Bytes.visible(detail) + ", for " + RequestRecord.of("", request));
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
