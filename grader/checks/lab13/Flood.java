package grader.checks.lab13;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Many requests at the same time, for a server that works for one of them after the other.
 *
 * @param work for how long the server works for each, at least, in milliseconds
 * @param served how many were handled; each of the others got a 503 with `Retry-After`
 * @param sending how long it took to send them all, in milliseconds
 * @param took how long it took from the first one sent to the last response, in milliseconds
 */
record Flood(int count, int work, int served, double sending, double took) {

    /** Sends them, each on its own connection, which ends with the response. */
    static Flood of(Rig rig, Server server, int count, int work) {
        return send(rig, Stream.generate(server::connect).limit(count), work, "Connection: close");
    }

    /** Sends one on each of these connections. */
    static Flood on(Rig rig, List<Client> clients, int work) {
        return send(rig, clients.stream(), work);
    }

    /** Waits for all responses. The clients leave then. */
    private static Flood send(Rig rig, Stream<Client> connections, int work, String... fields) {
        String request = BusyServer.get("/slow/" + work, fields);
        List<Client> clients = new ArrayList<>();
        int[] served = new int[1];
        long began = System.nanoTime();
        double[] sending = new double[1];
        try {
            rig.quietly(() -> {
                connections.forEach(client -> clients.add(client.sendUnlogged(request)));
                sending[0] = since(began);
                clients.forEach(client -> served[0] += isServed(client) ? 1 : 0);
            });
        } finally {
            clients.forEach(Client::close);
        }
        Flood flood = new Flood(clients.size(), work, served[0], sending[0], since(began));
        rig.tell(flood.count + " clients sent GET /slow/" + work + " at the same time: " + served[0]
                + " of them got a 200, and " + flood.refused() + " a 503");
        return flood;
    }

    private static boolean isServed(Client client) {
        Answer answer = client.answer().expectStatus(200, 503);
        return answer.status() == 200 || BusyServer.expectRefused(answer).status() == 200;
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    int refused() {
        return count - served;
    }

    /**
     * How many can have been handled at most before they had waited for this many milliseconds. Each request that was
     * handled has waited for those before it, except that it may have been sent that much later than the first.
     */
    int most(long wait) {
        return 1 + (int) ((wait + sending) / work);
    }
}
