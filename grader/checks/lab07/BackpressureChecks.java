package grader.checks.lab07;

import static grader.checks.lab07.Lab07.GIB;
import static grader.checks.lab07.Lab07.HELLO;
import static grader.checks.lab07.Lab07.MIB;
import static grader.checks.lab07.Lab07.exchange;
import static grader.checks.lab07.Lab07.expectLetters;
import static grader.checks.lab03.Lab03.expectStatus;
import static grader.checks.lab07.Lab07.get;

import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task backpressure: answers wait for their readers, and memory does not. */
class BackpressureChecks {

    private static final int READERS = 100;
    private static final int GOOD = 10;      // clients
    private static final int ROUNDS = 2;
    private static final int LEAVERS = 170;
    /** A hundred readers make a hundred times as much work as one. */
    private static final Duration A_WHILE = Limits.PATIENCE.multipliedBy(3);
    private static final Duration A_MOMENT = Duration.ofMillis(500);
    private static final int AHEAD_CLIENTS = 40;
    private static final int AHEAD_REQUESTS = 300;
    private static final int AHEAD_BYTES = 300_000;

    @Test
    @Check(value = "a response of 1 GiB is sent as fast as its reader takes it, in 64 MiB of heap",
            task = "backpressure", rule = "own-pace",
            points = 5,
            foundation = true, clause = "RFC 9112 §9.3.2",
            explain = """
                    Make a piece, write it, and only then make the next one. While the socket takes nothing, nothing
                    is made: the reader sets the pace. Other clients are served meanwhile.
                    """)
    void ownPace(Rig rig) {
        Server server = rig.startSmall("--write-timeout", Limits.ENDLESS);
        exchange(server, get("/bytes/100000")).expectStatus(200);
        Memory memory = Memory.of(rig, server);
        for (String target : List.of("/bytes/" + GIB, "/chunks/" + GIB)) {
            rig.each(target, () -> {
                try (Client client = server.connectSlow().send(get(target))) {
                    for (int i = 0; i < 4; i++) {
                        skip(rig, client, 8 * MIB);
                        // until no more fits into the kernel: now its response waits for its reader
                        server.awaitIdle();
                        expectServed(server);
                    }
                    rig.tell("read 32 MiB, and leave");
                }
                memory.expectFlat("for one reader of 1 GiB");
            });
        }
    }

    /** Another client's request is answered, however long a busy machine takes for that. */
    private static void expectServed(Server server) {
        try (Client client = server.connect().send(get("/"))) {
            client.awaitData(A_WHILE);
            expectStatus(client, 200).expectBody(HELLO);
        }
    }

    private static void skip(Rig rig, Client client, long bytes) {
        skip(rig, client, bytes, "of 1 GiB");
    }

    private static void skip(Rig rig, Client client, long bytes, String what) {
        long came = client.skip(bytes, A_WHILE);
        if (came < bytes) {
            throw rig.failure("expected the next " + bytes + " bytes " + what + ", but after " + came + " of them "
                    + client.how());
        }
    }

    @Test
    @Check(value = "100 slow readers of 1 GiB each fit into 64 MiB of heap", task = "backpressure",
            rule = "hundred-slow-readers", points = 7,
            slow = true, ownServer = true,
            clause = "RFC 9112 §9.3.2",
            explain = """
                    Each of them may cost a buffer of fixed size, and no more: 100 responses take 100 buffers, however
                    long they are. In another language the process may grow by 200 MiB. A good client is served while
                    they read. A buffer that has been written returns to the pool; otherwise the bound is soon
                    reached, and every client gets a small buffer or waits.
                    """)
    void hundred(Rig rig) {
        Server server = rig.startSmall("--idle-timeout", Limits.ENDLESS, "--write-timeout", Limits.ENDLESS);
        exchange(server, get("/chunks/100000")).expectStatus(200);
        Memory memory = Memory.of(rig, server);
        List<Client> readers = new ArrayList<>();
        try {
            rig.tell(READERS + " clients ask for /bytes/" + GIB + " or /chunks/" + GIB
                    + ", and each reads a MiB in its turn, " + ROUNDS + " times");
            rig.quietly(() -> {
                for (int i = 0; i < READERS; i++) {
                    readers.add(server.connectSlow().send(get((i % 2 == 0 ? "/bytes/" : "/chunks/") + GIB)));
                }
                for (int i = 0; i < ROUNDS; i++) {
                    readers.forEach(reader -> skip(rig, reader, MIB));
                }
            });
            for (int i = 0; i < GOOD; i++) {
                server.awaitIdle();     // Some of these clients may find room that a reader has not taken yet.
                expectServed(server);
            }
            memory.expectFlat("for " + READERS + " slow readers");
        } finally {
            readers.forEach(Client::close);
        }
        rig.each("when they have left, and " + LEAVERS + " others after them", () -> {
            rig.quietly(() -> {
                for (int i = 0; i < LEAVERS; i++) {
                    try (Client client = server.connectSlow().send(get("/bytes/" + GIB))) {
                        server.awaitRead(client);
                        client.reset();
                    }
                }
            });
            expectServed(server);
        });
    }

    @Test
    @Check(value = "requests that are sent ahead, and responses that no client reads, do not fill the memory",
            task = "backpressure", rule = "responses-ahead", points = 5,
            slow = true, builds = "keep-alive", ownServer = true, clause = "RFC 9112 §9.3.2",
            explain = """
                    A client may send a thousand requests without reading a response. A server that handles all of
                    them and keeps the responses holds 300,000 bytes for every 40 it received. So handle a few requests,
                    up to a limit on responses and bytes, and more only once those have been written.
                    """)
    void ahead(Rig rig) {
        Server server =
                rig.startSmall("--idle-timeout", Limits.ENDLESS, "--request-timeout", Limits.ENDLESS, "--write-timeout",
                        Limits.ENDLESS);
        exchange(server, get("/bytes/100000")).expectStatus(200);
        Memory memory = Memory.of(rig, server);
        List<Client> clients = new ArrayList<>();
        try {
            rig.tell(AHEAD_CLIENTS + " clients send " + AHEAD_REQUESTS + " requests for /whole/" + AHEAD_BYTES
                    + " each, and read nothing");
            rig.quietly(() -> {
                for (int i = 0; i < AHEAD_CLIENTS; i++) {
                    clients.add(server.connectSlow().send(get("/whole/" + AHEAD_BYTES).repeat(AHEAD_REQUESTS)));
                }
            });
            server.awaitIdle();
            memory.expectFlat("for requests that were sent ahead");
            expectServed(server);
            rig.each("each of them reads three responses now", () -> rig.quietly(() -> clients.forEach(client -> {
                for (int i = 0; i < 3; i++) {
                    expectLetters(client.answer(), AHEAD_BYTES);
                }
            })));
        } finally {
            clients.forEach(Client::close);
        }
    }
}
