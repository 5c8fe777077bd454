package grader.checks.lab07;

import grader.checks.lab03.Lab03;
import grader.clients.http.Client;
import grader.clients.http.Deadline;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients that send a byte of their requests now and then, so that they are never silent, and never done. */
public record Trickle(Rig rig, Server server) {

    private static final Duration DRIP = Duration.ofMillis(25);
    /** For what is late when another client, which began later, has its response. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /**
     * Expects a 408 for each of some clients that have begun their requests, soon after another client, which begins
     * later and is then silent, has its own. So it is no clock that says when they are late.
     *
     * @param limit after how many milliseconds they are late
     * @param silent what the last one sends
     */
    public void expectLate(int limit, String silent, String... beginnings) {
        rig.untilProven("to send a byte now and then", () -> {
            List<Client> clients = new ArrayList<>();
            try {
                for (String beginning : beginnings) {
                    clients.add(server.connect().send(beginning));
                    server.awaitRead(clients.getLast());
                }
                Duration longest = trickle(clients, silent);
                clients.forEach(client -> {
                    Lab03.expectStatus(client, 408);
                    Lab03.expectEnd(rig, client);
                });
                return longest.toMillis() < limit / 2;
            } finally {
                clients.forEach(Client::close);
            }
        });
    }

    /** Sends a byte now and then, until all clients have heard something. Returns the longest pause. */
    private Duration trickle(List<Client> clients, String silent) {
        try (Client stopped = server.connect().send(silent)) {
            Deadline until = Deadline.in(Limits.PATIENCE);
            boolean over = false;
            long longest = 0;
            long last = System.nanoTime();
            int sent = 0;
            for (; !until.isOver(); sent++) {
                List<Client> waiting = clients.stream().filter(client -> !client.awaitData(DRIP)).toList();
                if (waiting.isEmpty()) {
                    return Duration.ofNanos(longest);
                }
                if (!over && stopped.awaitData(Duration.ofMillis(1))) {
                    over = true;
                    until = Deadline.in(GRACE);
                }
                long before = System.nanoTime();
                waiting.forEach(client -> client.sendUnlogged("x"));
                longest = Math.max(longest, System.nanoTime() - last);
                last = before;
            }
            rig.tell("and " + sent + " bytes more each");
            clients.stream().filter(client -> client.unread().isEmpty()).forEach(one -> one.tell("< nothing came"));
            throw rig.failure("expected a 408 for each client that sends a byte now and then, but not all have one "
                    + (over ? "when a client that began later, and then sent nothing, has its response"
                            : "after " + Limits.shown(Limits.PATIENCE)));
        }
    }
}
