package grader.checks.lab11;

import grader.checks.lab01.Lab01;
import grader.checks.lab07.Lab07;
import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.grading.server.Server;
import java.util.function.Supplier;

/**
 * A client that keeps its connection. If that was closed before any of a response came, it repeats the request once, on
 * a new connection (RFC 9112 §9.3.1).
 */
final class KeptConnection implements AutoCloseable {

    private final Supplier<Server> balancer;
    private Client client;      // null: there is no connection

    /** @param balancer the server for a new connection */
    KeptConnection(Supplier<Server> balancer) {
        this.balancer = balancer;
    }

    /** Requests `/`, and expects a 200. */
    void get() {
        Answer answer = exchange().expectStatus(200);
        if (Lab07.options(answer).contains("close")) {
            close();
        }
    }

    private Answer exchange() {
        boolean kept = client != null;
        if (!kept) {
            client = connect();
        }
        try {
            return client.send(Lab01.get("/")).answer();
        } catch (CheckFailed failed) {
            boolean repeat = kept && client.ended() && client.unread().isEmpty();
            close();
            if (!repeat) {
                throw failed;
            }
            return exchange();
        }
    }

    /** A balancer's choice may be late: a server that refuses is not asked again. */
    private Client connect() {
        try {
            return balancer.get().connect();
        } catch (CheckFailed refused) {
            return balancer.get().connect();
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
