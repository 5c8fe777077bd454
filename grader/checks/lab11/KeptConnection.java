package grader.checks.lab11;

import grader.checks.lab07.Lab07;
import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import java.util.function.Supplier;

/**
 * A client that keeps its connection. If that was closed before any of the response to a GET came, it repeats the
 * request once, on a new connection (RFC 9112 §9.3.1).
 */
public final class KeptConnection implements AutoCloseable {

    private final Supplier<Client> balancer;
    private Client client;      // null: there is no connection
    private int repeated;

    /** @param balancer opens a connection */
    public KeptConnection(Supplier<Client> balancer) {
        this.balancer = balancer;
    }

    /** Returns the response to a request that may be repeated. */
    public Answer get(String request) {
        boolean kept = client != null;
        try {
            return post(request);
        } catch (CheckFailed failed) {
            boolean repeat = kept && client.ended() && client.unread().isEmpty();
            close();
            if (!repeat) {
                throw failed;
            }
            repeated++;
            return post(request);
        }
    }

    /** Returns the response to a request that must not be repeated. */
    public Answer post(String request) {
        if (client == null) {
            client = balancer.get();
        }
        Answer answer = client.send(request).answer();
        if (Lab07.options(answer).contains("close")) {
            close();
        }
        return answer;
    }

    /** How many requests it has repeated. */
    public int repeated() {
        return repeated;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
