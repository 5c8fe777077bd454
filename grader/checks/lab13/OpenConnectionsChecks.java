package grader.checks.lab13;

import static grader.checks.lab13.BusyServer.expectRefused;
import static grader.checks.lab13.BusyServer.get;

import grader.checks.lab08.EachEngine;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.machine.os.limits.SmallLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task limits: connections and descriptors. */
class OpenConnectionsChecks {

    private static final int MORE = 3;
    /** A JVM needs some 50 for itself. */
    private static final int DESCRIPTORS = 256;
    private static final int CALLS = 3;
    private static final Duration A_MOMENT = Duration.ofMillis(10);

    @Test
    @Check(value = "so many connections may be open, and a client beyond that gets a 503", task = "limits",
            rule = "connections", points = 2, ownServer = true,
            explain = """
                    Each connection has a descriptor and some memory, whether it is served or waits. So the limit is for
                    both together, whatever the other flags say.
                    """)
    void mostConnections(Rig rig) {
        int most = rig.random().nextInt(4, 8);
        rig.each("there are workers for more", () -> expectMost(rig, most, 50, 50));
        rig.each("there are fewer workers, and more may wait", () -> expectMost(rig, most, 2, 50));
        rig.each("there are fewer workers, and a few more may wait", () -> expectMost(rig, most, 2, most - 1));
        rig.each("loop", () -> EachEngine.ifServing(rig, "loop",
                flags -> BusyServer.start(rig, "--max-connections", "" + most, flags[0], flags[1]), busy -> {})
                .ifPresent(busy -> expectMostIdle(busy, most)));
    }

    private static void expectMost(Rig rig, int most, int workers, int queue) {
        BusyServer busy = BusyServer.start(rig, "--max-connections", "" + most, "--workers", "" + workers, "--queue",
                "" + queue);
        busy.server().awaitIdle();      // The control's connection has ended.
        List<Client> inside = new ArrayList<>();
        try (ResponseBarrier barrier = busy.hold()) {
            for (int i = 0; i < most + MORE; i++) {
                inside.add(busy.server().connect().send(busy.product()));
            }
            List<Client> refused = busy.answered(inside);
            refused.forEach(client -> expectRefused(client.answer()));
            expectRefusals(rig, most, refused.size());
            inside.removeAll(refused);
            barrier.open();
            expectServed(inside);
        }
    }

    /** Each leaves when it is served, so that another one can be, in the server's own order. */
    private static void expectServed(List<Client> clients) {
        List<Client> left = new ArrayList<>(clients);
        while (!left.isEmpty()) {
            Await.comesTrue(Limits.PATIENCE, () -> left.stream().anyMatch(OpenConnectionsChecks::hasData));
            Client next = left.stream().filter(OpenConnectionsChecks::hasData).findFirst().orElse(left.getFirst());
            next.answer().expectStatus(200);
            next.disconnect();
            left.remove(next);
        }
    }

    private static boolean hasData(Client client) {
        return client.awaitData(A_MOMENT);
    }

    /** Connections that wait for their next request count, too. */
    private static void expectMostIdle(BusyServer busy, int most) {
        busy.server().awaitIdle();
        List<Client> clients = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < most + MORE; i++) {
            clients.add(busy.server().connect().send(get("/json")));
            refused += clients.getLast().answer().expectStatus(200, 503).status() == 503 ? 1 : 0;
        }
        expectRefusals(busy.rig(), most, refused);
        clients.forEach(Client::close);
    }

    private static void expectRefusals(Rig rig, int most, int refused) {
        if (refused != MORE) {
            throw rig
                    .failure("expected " + MORE + " of " + (most + MORE) + " clients to get a 503 while the others are "
                            + "there, as --max-connections is " + most + ", but " + refused + " did");
        }
    }

    @Test
    @Check(value = "however many clients connect, there are descriptors left for what their requests need",
            task = "limits", rule = "descriptors", points = 2, ownServer = true,
            explain = """
                    A server that accepts as long as it can has no descriptor left to open a file, or to call another
                    server: it is full of clients, and can serve none of them. So it looks how many it may have, and
                    accepts fewer clients than that.
                    """)
    void descriptorsLeft(Rig rig) {
        rig.limit(SmallLimits.ofDescriptors(DESCRIPTORS));
        Path folder = rig.folder("files-" + rig.word());
        String file = write(folder, rig.word());
        BusyServer busy = BusyServer.start(rig, "--files", folder.toString());
        List<Client> first = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            first.add(busy.server().connect().send(get("/json")));
            first.getLast().answer().expectStatus(200);
        }
        List<Client> crowd = new ArrayList<>();
        rig.tell(DESCRIPTORS + " clients connect, and send nothing");
        rig.quietly(() -> {
            for (int i = 0; i < DESCRIPTORS; i++) {
                crowd.add(busy.server().connect());
            }
        });
        busy.server().awaitIdle();
        rig.step("a file", () -> first.getFirst().send(get("/files/" + file)).answer().expectStatus(200));
        rig.step("the database", () -> first.getFirst().send(get("/orders/" + rig.word())).answer().expectStatus(404));
        rig.step(CALLS + " calls of the catalog at the same time", () -> {
            try (ResponseBarrier barrier = busy.hold()) {
                first.forEach(client -> client.send(busy.product()));
                busy.awaitHeld(barrier, CALLS);
                barrier.open();
                first.forEach(client -> client.answer().expectStatus(200));
            }
        });
        crowd.forEach(Client::close);
        busy.server().awaitIdle();      // It has seen them leave: before that it may have no room even for a refusal.
        rig.step("new clients, when these have left", () -> {
            if (!Await.comesTrue(Limits.PATIENCE, Duration.ofMillis(50),
                    () -> busy.exchange(get("/json")).expectStatus(200, 503).status() == 200)) {
                throw rig.failure("expected a 200, but got a 503 for " + Limits.shown(Limits.PATIENCE));
            }
        });
    }

    private static String write(Path folder, String name) {
        try {
            Files.writeString(folder.resolve(name + ".txt"), name);
            return name + ".txt";
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
