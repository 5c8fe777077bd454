package grader.checks.lab09;

import grader.checks.lab01.Lab01;
import grader.clients.http.Client;
import grader.clients.upstream.ResponseBarrier;
import grader.grading.engine.Rig;
import java.util.ArrayList;
import java.util.List;

/**
 * Clients that have requested the same path, on different connections. The load of the first one was held in the
 * catalog before the others came, and the server has read what they have sent.
 */
record WaitingClients(List<Client> all) implements AutoCloseable {

    /** @param held the barrier that holds the load */
    WaitingClients(Rig rig, Catalog catalog, String path, int count, ResponseBarrier held) {
        this(new ArrayList<>());
        all.add(catalog.begin(path));
        catalog.expectHeld(held, 1);
        rig.tell("the catalog holds its response; " + (count - 1) + " more clients request " + path);
        rig.quietly(() -> {
            for (int i = 1; i < count; i++) {
                all.add(catalog.server().connect().send(Lab01.get(path)));
            }
        });
        all.forEach(catalog.server()::awaitRead);
        catalog.server().awaitIdle();
    }

    @Override
    public void close() {
        all.forEach(Client::close);
    }
}
