package grader.checks.lab01;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.grading.server.UsualFlags;
import java.time.Duration;
import java.util.List;

/** The checks of lab 01, and what they share. */
public final class Lab01 {

    public static final List<Class<?>> CHECKS = List.of(BindChecks.class, AcceptLoopChecks.class, ReadHeadChecks.class,
            WriteResponseChecks.class, CloseChecks.class, StopChecks.class, StretchChecks.class);

    private Lab01() {}

    public static String get(String target) {
        return request("GET", target);
    }

    public static String request(String method, String target) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    /** A request without content, with a `Host` and these field lines. */
    public static String withHost(String line, String... fields) {
        StringBuilder text = new StringBuilder(line).append("\r\nHost: localhost\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        return text.append("\r\n").toString();
    }

    /** One request and its response, on its own connection. */
    public static Answer exchange(Server server, String target) {
        try (Client client = server.connect()) {
            return client.send(get(target)).answer();
        }
    }

    /** The control that a new server serves. Controls of one name are tried once, and each server is to have one. */
    public static void requireServes(Rig rig, Server server) {
        rig.control("the server on port " + server.address().getPort() + " serves",
                () -> exchange(server, "/").expectStatus(200));
    }

    /** A server that listens on 127.0.0.1 and nowhere else; skips where 127.0.0.2 is no address of this machine. */
    public static Server expectOnlyLoopback(Rig rig, String... flags) {
        if (!rig.isOurs("127.0.0.2")) {
            throw rig.skip("this machine has no address 127.0.0.2");
        }
        Server server = rig.start(UsualFlags.of("--host", "127.0.0.1").and(flags));
        rig.control("127.0.0.1 can be reached", () -> server.connect().close());
        if (!server.refuses("127.0.0.2")) {
            throw rig.failure(
                    "expected a connection to 127.0.0.2 to be refused with --host 127.0.0.1, "
                            + "but the server accepted it");
        }
        return server;
    }

    /** Starts a server again on the port of a server that closed connections itself: they are in TIME_WAIT now. */
    public static void expectToStartAgain(Rig rig) {
        Server first = rig.start("--port", String.valueOf(rig.freePort()));
        for (int i = 0; i < 3; i++) {
            try (Client client = first.connect()) {
                client.send(get("/first")).answer();
                client.expectEnd(Limits.PATIENCE);
            }
        }
        rig.control("the first server ends on SIGTERM", () -> {
            first.signal("TERM");
            first.expectExit(Limits.STOP);
        });
        exchange(rig.start("--port", String.valueOf(first.address().getPort())), "/second");
    }

    /** Expects that the server has read `sent` of `all` bytes of a head, and neither responds nor closes. */
    public static void expectPatience(Rig rig, Server server, Client client, int sent, int all) {
        server.awaitRead(client);
        if (client.awaitData(Duration.ofMillis(20))) {
            client.tellUnread();
            throw rig.failure("expected the server to wait for the rest of the head, but it responded or closed after "
                    + sent + " of " + all + " bytes");
        }
    }
}
