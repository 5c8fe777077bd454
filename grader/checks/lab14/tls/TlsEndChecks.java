package grader.checks.lab14.tls;

import static grader.checks.lab01.Lab01.get;
import static grader.checks.lab01.Lab01.request;

import grader.checks.lab08.EachEngine;
import grader.clients.http.CheckFailed;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Task tls: connections that are no TLS, that stall, and that end. */
public class TlsEndChecks {

    private static final int ALERT = 21;
    private static final int STALLED = 200;
    private static final int LIMIT_MILLIS = 1_000;
    private static final String IN_TIME = "to complete a handshake in time";
    /** The first bytes of a record that has 512. */
    private static final String BEGUN = "\26\3\1\2\0\1\0\1\374\3\3";

    @Test
    @Check(value = "a client that speaks HTTP without TLS gets a 400 in clear text", task = "tls", rule = "tls-plain",
            points = 1, ownServer = true, builds = "served-over-tls",
            explain = """
                    A user who types http:// in front of this port must learn what is wrong, and an alert of TLS is only
                    garbage for a client that speaks none. The first byte tells: no record of TLS begins with a letter.
                    The client may still send its content when it gets the response, which must not be lost by a reset.
                    """)
    void plain(Rig rig) {
        TlsClients clients = TlsServer.serving(rig);
        rig.each("a request", () -> expectPlain(clients, get("/json")));
        rig.each("another method", () -> expectPlain(clients, request("DELETE", "/orders/1")));
        rig.each("with content", () -> expectPlain(clients, request("POST", "/echo").replaceFirst("\r\n\r\n",
                "\r\nContent-Length: 500000\r\n\r\n" + "x".repeat(500_000))));
    }

    private static void expectPlain(TlsClients clients, String request) {
        try (Client client = clients.server().connect().send(request)) {
            client.answer().expectStatus(400);
            client.expectEnd(Limits.PATIENCE);
        }
        TlsServer.expectServed(clients);
    }

    @Test
    @Check(value = "a connection whose handshake stalls is ended, and keeps no other from being served", task = "tls",
            rule = "tls-handshake", points = 1, slow = true, ownServer = true, builds = "served-over-tls",
            explain = """
                    Until the handshake is complete, no limit of HTTP holds: there is no request yet. So TLS has one of
                    its own. It counts from the beginning of the connection, or a client that sends a byte now and then
                    would stay forever.
                    """)
    void stalled(Rig rig) {
        CertificateFiles files = CertificateFiles.of(rig, "localhost");
        TlsClients clients = TlsServer.start(rig, files, "--handshake-timeout", String.valueOf(LIMIT_MILLIS));
        rig.control("a client that makes no pause is served",
                () -> rig.untilProven(IN_TIME, () -> isServed(clients, 0)));
        rig.each("nothing comes", () -> expectEnd(clients, ""));
        rig.each("a part of the first message", () -> expectEnd(clients, BEGUN));
        rig.each("a byte now and then", () -> {
            try (Client client = clients.server().connect().sendUnlogged(BEGUN)) {
                rig.tell("a byte every 200 ms");
                long limit = System.nanoTime() + Limits.PATIENCE.toNanos();
                while (!client.awaitData(Duration.ofMillis(200)) && System.nanoTime() < limit) {
                    client.sendUnlogged("x");
                }
                client.expectEnd(Duration.ofMillis(200));
            }
        });
        rig.each("a handshake that is complete has no limit",
                () -> rig.untilProven(IN_TIME, () -> isServed(clients, LIMIT_MILLIS * 3 / 2)));
        rig.each("many at the same time", () -> expectRoom(rig));
    }

    /**
     * A client makes a pause after its handshake. With TLS 1.2 and no earlier session, the last message is the
     * server's.
     *
     * @return false if the handshake failed, and this machine may have been too slow for it
     */
    private static boolean isServed(TlsClients known, int pauseMillis) {
        TlsClients clients = new TlsClients(known.rig(), known.server());
        long begun = System.nanoTime();
        TlsClient client;
        try {
            client = clients.connect("localhost", "TLSv1.2");
        } catch (CheckFailed ended) {
            if (Duration.ofNanos(System.nanoTime() - begun).toMillis() < LIMIT_MILLIS) {
                throw ended;
            }
            return false;
        }
        try (client) {
            LockSupport.parkNanos(Duration.ofMillis(pauseMillis).toNanos());
            client.send(get("/json")).expect(200);
        }
        return true;
    }

    private static void expectEnd(TlsClients clients, String sent) {
        try (Client client = clients.server().connect()) {
            if (!sent.isEmpty()) {
                client.sendUnlogged(sent);
            }
            client.expectEnd(Limits.PATIENCE);
        }
    }

    private static void expectRoom(Rig rig) {
        TlsClients clients = TlsServer.serving(rig);
        List<Client> stalled = new ArrayList<>();
        rig.tell(STALLED + " clients begin a handshake");
        rig.quietly(() -> {
            for (int i = 0; i < STALLED; i++) {
                stalled.add(clients.server().connect().sendUnlogged(BEGUN));
            }
        });
        TlsServer.expectServed(clients);
        stalled.forEach(Client::close);
    }

    @Test
    @Check(value = "a client that takes its time for the handshake has not waited for the server", task = "tls",
            rule = "tls-handshake", points = 1, slow = true, ownServer = true, builds = "served-over-tls",
            explain = """
                    The time between accept and the first request is a wait only while no one serves the connection. A
                    handshake takes as long as its client takes: a request after a slow one is not late, and gets no
                    503.
                    """)
    void slowHandshake(Rig rig) {
        CertificateFiles files = CertificateFiles.of(rig, "localhost");
        TlsClients clients = TlsServer.start(rig, files, "--queue-target", "500");
        clients.connect("localhost").close();       // The first handshake is slow, for any client.
        try (TlsClient client = clients.begin("localhost", "TLSv1.3", parameters -> {},
                socket -> LockSupport.parkNanos(Duration.ofMillis(2_000).toNanos()))) {
            client.shakeHands();
            client.send(get("/json")).expect(200);
        }
    }

    @Test
    @Check(value = "the server ends a connection with close_notify", task = "tls", rule = "tls-end", points = 1,
            ownServer = true, builds = "served-over-tls", clause = "RFC 8446 §6.1",
            explain = """
                    Anyone on the way can end a connection, but only the two sides can say that nothing is missing.
                    Without the close_notify, a client cannot tell a complete response from a response that was cut off.
                    An idle connection ends by its deadline when the server drains, so that its protocol says goodbye:
                    look at that in the engine, too.
                    """)
    void closeNotify(Rig rig) {
        TlsClients clients = TlsServer.serving(rig);
        rig.each("after a response that says so", () -> {
            try (TlsClient client = clients.connect("localhost", "TLSv1.2")) {
                client.send(request("GET", "/json").replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n"))
                        .expect(200);
                expectCloseNotify(rig, client);
            }
        });
        EachEngine.tryOn(rig, engine -> TlsServer.start(rig, CertificateFiles.of(rig, "localhost"), engine),
                TlsServer::expectServed, each -> {
                    try (TlsClient client = each.connect("localhost", "TLSv1.2")) {
                        client.send(get("/json")).expect(200);
                        each.server().awaitIdle();
                        each.server().signal("TERM");
                        expectCloseNotify(rig, client);
                    }
                });
    }

    private static void expectCloseNotify(Rig rig, TlsClient client) {
        client.expectEnd();
        if (client.socket().lastRecord() != ALERT) {
            throw rig.failure("expected a close_notify before the end of the connection, but the last record "
                    + "has the type " + client.socket().lastRecord());
        }
    }

    @Test
    @Check(value = "what is no valid record ends its connection, and no other", task = "tls", rule = "tls-garbage",
            points = 1, ownServer = true, builds = "served-over-tls",
            explain = """
                    A record that cannot be verified may come from anyone. Nothing of it, and nothing after it, is
                    processed; the connection has no future, and the others know nothing of it.
                    """)
    void garbage(Rig rig) {
        TlsClients clients = TlsServer.serving(rig);
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            rig.each(version + ", inside a connection", () -> {
                try (TlsClient client = clients.connect("localhost", version)) {
                    client.send(get("/json")).expect(200);
                    byte[] record = new byte[5 + 64];
                    rig.random().nextBytes(record);
                    record[0] = 23;
                    record[1] = 3;
                    record[2] = 3;
                    record[3] = 0;
                    record[4] = 64;
                    client.sendRaw(record);
                    client.expectEnd();
                }
                TlsServer.expectServed(clients);
            });
        }
        rig.each("from the beginning", () -> {
            expectEnd(clients, "\26\3\1\377\377" + "\0".repeat(100));
            expectEnd(clients, "\0\1\2\3\4\5\6\7");
            TlsServer.expectServed(clients);
        });
    }

    @Test
    @Check(value = "renegotiation is refused", task = "tls", rule = "tls-renegotiation", points = 1, ownServer = true,
            builds = "served-over-tls", clause = "RFC 9325 §3.5",
            explain = """
                    In TLS 1.2, a client may begin another handshake on its connection. It costs the server far more
                    than the client, as often as the client likes, and mixes what came before with what comes after.
                    """)
    void renegotiation(Rig rig) {
        TlsClients clients = TlsServer.serving(rig);
        try (TlsClient client = clients.connect("localhost", "TLSv1.2")) {
            client.send(get("/json")).expect(200);
            rig.tell("begin another handshake");
            if (client.shakeHands().isEmpty()) {
                client.expectEnd();
            }
        }
    }
}
