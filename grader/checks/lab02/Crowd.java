package grader.checks.lab02;

import grader.run.Rig;
import grader.run.Server;
import grader.wire.Client;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that take their time: each sends the first half of a request, and the rest when it is told to. Until then it
 * holds whoever serves it.
 */
final class Crowd implements AutoCloseable {

    private static final String REST = "alhost\r\n\r\n";

    private final Rig rig;
    private final Server server;
    private final List<Client> clients = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();

    Crowd(Rig rig, Server server) {
        this.rig = rig;
        this.server = server;
    }

    /** So many more connect, one after another, and send the first half of a request. */
    Crowd join(int count) {
        for (int i = 0; i < count; i++) {
            Client client = server.connect();
            targets.add("/" + rig.word());
            clients.add(client);
            client.send("GET " + targets.getLast() + " HTTP/1.1\r\nHost: loc");
        }
        return this;
    }

    int size() {
        return clients.size();
    }

    Client client(int number) {
        return clients.get(number);
    }

    /** The line that client `number` leaves in the access log. */
    String logLine(int number) {
        return "GET " + targets.get(number);
    }

    /** Waits until the server has read what these clients have sent: each of them has a worker. */
    Crowd awaitRead() {
        clients.forEach(server::awaitRead);
        return this;
    }

    /** Waits until the first of them has a worker. */
    Crowd awaitFirstRead() {
        server.awaitRead(clients.getFirst());
        return this;
    }

    /** Client `number` sends the rest. */
    void complete(int number) {
        clients.get(number).send(REST);
    }

    void completeAll() {
        for (int i = 0; i < size(); i++) {
            complete(i);
        }
    }

    /** Client `number`, whose request is complete, reads its answer and leaves. */
    void expectServed(int number) {
        try (Client client = clients.get(number)) {
            client.answer().expectStatus(200).expectBody(logLine(number) + "\n");
        }
    }

    void expectAllServed() {
        for (int i = 0; i < size(); i++) {
            expectServed(i);
        }
    }

    /** Whether any client before `end` hears anything within `limit`: an answer, or the end of its connection. */
    boolean anyHears(int end, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        do {
            for (int i = 0; i < end; i++) {
                if (clients.get(i).hearsWithin(Duration.ofMillis(2))) {
                    clients.get(i).tellUnread();
                    return true;
                }
            }
        } while (System.nanoTime() - deadline < 0);
        return false;
    }

    /** All leave; those that have an answer to come will not read it. */
    @Override
    public void close() {
        clients.forEach(Client::close);
    }
}
