package grader.proofs.reference;

import grader.checks.lab07.Lab07;
import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A client that keeps its connection. It repeats a GET once, on a new connection, if the kept one was closed before any
 * byte of the response (RFC 9112 §9.3.1). It repeats no POST: it sends one only on a connection that was in use a short
 * time ago.
 */
final class KeptClient implements AutoCloseable {

    private final Supplier<Client> balancer;
    private final Duration longestIdle;
    private Client connection;      // null: there is none
    private long lastSent;      // on this connection; a time of System.nanoTime
    private int repeated;

    /**
     * @param balancer opens a connection
     * @param longestIdle how long ago the last request of a connection may be before a POST
     */
    KeptClient(Supplier<Client> balancer, Duration longestIdle) {
        this.balancer = balancer;
        this.longestIdle = longestIdle;
    }

    /** Returns the response to a GET. */
    Answer get(String request) {
        boolean kept = connection != null;
        try {
            return exchange(request);
        } catch (CheckFailed failed) {
            boolean closed = connection != null && connection.ended() && connection.unread().isEmpty();
            close();
            if (!kept || !closed) {
                throw failed;
            }
            repeated++;
            return exchange(request);
        }
    }

    /** Returns the response to a POST. */
    Answer post(String request) {
        if (connection != null && System.nanoTime() - lastSent > longestIdle.toNanos()) {
            close();
        }
        return exchange(request);
    }

    private Answer exchange(String request) {
        if (connection == null) {
            connection = balancer.get();
        }
        lastSent = System.nanoTime();
        Answer answer = connection.send(request).answer();
        if (Lab07.options(answer).contains("close")) {
            close();
        }
        return answer;
    }

    /** How many requests it has repeated. */
    int repeated() {
        return repeated;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
