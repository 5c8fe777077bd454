package grader.checks.lab06;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.server.Server;
import java.util.List;

/** A client that buys, looks at its order, and buys again, on one connection as long as the server keeps it. */
final class Buyer implements AutoCloseable {

    private final Server server;
    private Client client;

    Buyer(Server server) {
        this.server = server;
    }

    void buyAll(List<Purchase> purchases) {
        for (Purchase purchase : purchases) {
            String path = purchase.expectTaken(exchange(Lab06.request(purchase.order().json())));
            purchase.expectShown(exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
    }

    private Answer exchange(String request) {
        if (client == null) {
            client = server.connect();
        }
        Answer answer = client.send(request).answer();
        if (answer.values("Connection").stream().anyMatch("close"::equalsIgnoreCase)) {
            close();
        }
        return answer;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
