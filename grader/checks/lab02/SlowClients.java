package grader.checks.lab02;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Slow clients: each sends the first half of a request, and the rest when it is told to. Until then it keeps a worker
 * busy.
 */
final class SlowClients implements AutoCloseable {

    private static final String REST = "alhost\r\n\r\n";
    private static final Duration MOMENT = Duration.ofMillis(2);
    /** A client that hears nothing for so long is not about to be rejected. */
    private static final Duration LASTING = Duration.ofSeconds(2);

    private final Rig rig;
    private final Server server;
    private final List<Client> clients = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();

    SlowClients(Rig rig, Server server) {
        this.rig = rig;
        this.server = server;
    }

    /**
     * Connects `count` more clients, one after another, each with the first half of a request. For several of them, the
     * transcript has one line.
     */
    SlowClients join(int count) {
        if (count == 1) {
            joinOne();
            return this;
        }
        rig.tell(count
                + " clients connect, one after another, and each sends half a request: GET /… HTTP/1.1, Host: loc");
        rig.quietly(() -> joinQuietly(count));
        return this;
    }

    /** Does the same without a line in the transcript. */
    SlowClients joinQuietly(int count) {
        for (int i = 0; i < count; i++) {
            joinOne();
        }
        return this;
    }

    private void joinOne() {
        Client client = server.connect();
        targets.add("/" + rig.word());
        clients.add(client);
        client.send("GET " + targets.getLast() + " HTTP/1.1\r\nHost: loc");
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
    SlowClients awaitRead() {
        clients.stream().allMatch(server::awaitRead);
        return this;
    }

    /**
     * Checks, as a control, that the first `count` clients have a worker each, and that the next one has none: it gets
     * no response to its complete request.
     */
    void expectWorkersFor(int count) {
        rig.control(count + " of these clients have a worker, and the next client has none", () -> {
            if (!clients.subList(0, count).stream().allMatch(server::awaitRead)) {
                throw rig.failure("not all of them have one");
            }
            complete(count);
            if (anyReceived()) {
                throw rig.failure("the client after them got a response");
            }
        });
    }

    /** Client `number` sends the rest. */
    void complete(int number) {
        clients.get(number).send(REST);
    }

    SlowClients completeAll() {
        if (size() == 1) {
            complete(0);
            return this;
        }
        rig.tell("these " + size() + " clients send the rest of their requests");
        completeQuietly();
        return this;
    }

    void completeQuietly() {
        clients.forEach(client -> client.sendUnlogged(REST));
    }

    /** Client `number`, whose request is complete, reads its response and leaves. */
    void expectServed(int number) {
        try (Client client = clients.get(number)) {
            client.answer().expectStatus(200).expectBody(logLine(number) + "\n");
        }
    }

    /**
     * Expects that all clients are served, in any order. A client leaves as soon as it has its response, so that no
     * other client waits for it.
     */
    void expectAllServed() {
        List<Integer> waiting = new ArrayList<>(IntStream.range(0, size()).boxed().toList());
        while (!waiting.isEmpty()) {
            if (!Lab02.comesTrue(() -> waiting.removeIf(this::isServedByNow))) {
                throw rig.failure("expected all of these " + size() + " clients to be served, but " + waiting.size()
                        + " of them got no response within " + Limits.PATIENCE.toSeconds() + " s");
            }
        }
        rig.tell(size() == 1 ? "it is served" : "all " + size() + " are served");
    }

    private boolean isServedByNow(int number) {
        Client client = clients.get(number);
        if (!client.awaitData(MOMENT)) {
            return false;
        }
        String response = client.unread();
        if (size() > 1 && response.startsWith("HTTP/1.1 200") && response.endsWith("\n" + logLine(number) + "\n")) {
            rig.quietly(() -> expectServed(number));
        } else {
            expectServed(number);
        }
        return true;
    }

    /** Returns how many have received anything by now: a response, or the end of their connection. */
    int received() {
        return (int) clients.stream().filter(each -> each.awaitData(MOMENT)).count();
    }

    /** Whether any of them receives anything before the server is idle. */
    boolean anyReceived() {
        server.awaitIdle();
        return anyReceived(Duration.ZERO);
    }

    /** Whether any of them receives anything within `limit`. */
    boolean anyReceived(Duration limit) {
        boolean heard = Await.comesTrue(limit, () -> received() > 0);
        if (heard) {
            clients.stream().filter(each -> each.awaitData(MOMENT)).findFirst().ifPresent(Client::tellUnread);
        }
        return heard;
    }

    /**
     * Waits, for `limit` at most, until all of them have found no room: they got a response, or, where no client is
     * rejected, they stay in the kernel, except for a connection that the acceptor may hold.
     */
    boolean findsNoRoom(Duration limit) {
        return Await.comesTrue(limit, () -> {
            server.awaitIdle();
            return received() == size() || stayInKernel();
        });
    }

    private boolean stayInKernel() {
        return server.waiting().orElse(0) >= size() - 1 && !anyReceived(LASTING);
    }

    /** Disconnects all clients; responses that are still to come are not read. */
    @Override
    public void close() {
        clients.forEach(Client::close);
    }
}
