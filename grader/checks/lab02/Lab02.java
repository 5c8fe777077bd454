package grader.checks.lab02;

import grader.checks.lab01.Lab01;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** The checks of lab 02, and what they share. */
public final class Lab02 {

    public static final List<Class<?>> CHECKS = List.of(BacklogChecks.class, AcceptorChecks.class, HandOffChecks.class,
            OverloadChecks.class, AcceptErrorsChecks.class, GaugesChecks.class,
            LostCountsChecks.class, LostWorkersChecks.class);

    private Lab02() {}

    /** Starts a server that waits for slow clients for longer than any check takes. */
    static Server start(Rig rig, int workers, int places, String... more) {
        return rig.start(
                UsualFlags.of("--workers", "" + workers, "--queue", "" + places, "--read-timeout", Limits.ENDLESS)
                        .and(more));
    }

    /** Returns whether something becomes true within the time limit. */
    static boolean comesTrue(BooleanSupplier what) {
        return Await.comesTrue(Limits.PATIENCE, what);
    }

    /** Returns whether a client is served now: for callers that try until there is room. */
    static boolean isServed(Rig rig, Server server) {
        boolean[] served = {false};
        rig.quietly(() -> {
            try (Client client = server.connect()) {
                client.send(Lab01.get("/" + rig.word()));
                served[0] = client.awaitData(Limits.PATIENCE) && client.unread().startsWith("HTTP/1.1 200");
            }
        });
        return served[0];
    }

    /** Returns how many clients wait in the kernel. Skips the check if the system does not show that. */
    static int waiting(Rig rig, Server server) {
        OptionalInt waiting = server.waiting();
        return waiting.orElseThrow(() -> rig.skip("this system does not show the accept queue in /proc/net/tcp"));
    }

    /**
     * Returns whether `count` clients wait in the kernel; or one more, in case the server waits for room before it
     * accepts, and so holds no connection itself. True if the system does not show that.
     */
    static boolean keepsOutside(Server server, int count) {
        int waiting = server.waiting().orElse(count);
        return waiting == count || waiting == count + 1;
    }

    /** A number for a message. */
    static String shown(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "an unknown number";
    }

    /** Fails unless the client gets a 503. Another check looks at how that response is framed. */
    static void expectBusy(Rig rig, Client client) {
        if (!comesTrue(() -> client.readUntilClose(Duration.ofMillis(5)).contains("\n") || client.ended())
                || !client.unread().startsWith("HTTP/1.1 503")) {
            client.tellUnread();
            String line = client.unread().lines().findFirst().orElse("");
            throw rig.failure("expected status 503, but "
                    + (line.isEmpty() ? "no response came" : "the response begins with '" + line + "'"));
        }
        rig.tell("it gets a 503");
    }

    /** A few clients with whole requests find no room; otherwise fails with `problem`. */
    static void expectNoRoom(Rig rig, Server server, String problem) {
        try (SlowClients outside = new SlowClients(rig, server).join(3).completeAll()) {
            if (!outside.findsNoRoom(Limits.PATIENCE)) {
                throw rig.failure(problem);
            }
        }
    }

    /** One more client, with a whole request, finds no room. */
    static void expectRejected(Rig rig, Server server) {
        try (Client client = server.connect()) {
            expectBusy(rig, client.send(Lab01.get("/" + rig.word())));
        }
    }

    /** Fails if the client receives nothing. */
    static void expectData(Rig rig, Client client, String expected) {
        if (!client.awaitData(Limits.PATIENCE) || client.unread().isEmpty()) {
            rig.tell("nothing came back" + (client.ended() ? ": the connection was closed" : ""));
            throw rig.failure("expected " + expected + ", but nothing came back");
        }
    }
}
