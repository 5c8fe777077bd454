package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.grading.server.Server;
import grader.proofs.mutants.tests.LabsTest;
import grader.proofs.reference.shop.Buyers;
import grader.proofs.reference.shop.ShopDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two servers of lab 10 share one database. */
@Tag("nightly")
@Timeout(value = 8, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TwoServersTest {

    private static final int SERVERS = 2;
    private static final int CLIENTS = 6;
    private static final int ORDERS = LabsTest.THOROUGH ? 5000 : 2000;
    /** The start of two servers takes a while. */
    private static final int STARTS = LabsTest.THOROUGH ? 20 : 3;
    private static final List<String> CUSTOMERS = IntStream.range(0, 4).mapToObj(i -> "customer" + i).toList();
    /** Half of the orders, or so, come to this. */
    private static final long LIMIT = ORDERS / 2 / CUSTOMERS.size() * 8000L;

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab10");

    /** Starts them at the same time. */
    private static List<Server> start(ShopDatabase database) throws Exception {
        String[] users = CUSTOMERS.stream()
                .flatMap(customer -> Stream.of("--user", customer + ":" + LIMIT + ":yes"))
                .toArray(String[]::new);
        List<Server> servers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SERVERS)) {
            List<Future<Server>> starting = IntStream.range(0, SERVERS)
                    .mapToObj(i -> threads.submit(() -> REFERENCE.start(database.flags(users))))
                    .toList();
            for (Future<Server> each : starting) {
                servers.add(each.get());
            }
        }
        return servers;
    }

    @ParameterizedTest
    @EnumSource
    void neverPassTheLimitTogether(ShopDatabase.Kind kind) throws Exception {
        ShopDatabase database = kind.newDatabase(REFERENCE.folder());
        List<Server> servers = start(database);
        try (Buyers buyers = new Buyers(servers, CUSTOMERS, CLIENTS, ORDERS, new Random(10))) {
            buyers.join();
            assertEquals(List.of(), buyers.unexpected());
            assertEquals(ORDERS, buyers.confirmed().size() + buyers.overLimit());
            assertEquals(buyers.confirmed(), database.orders());
            assertEquals(List.of(), database.defects());
            assertTrue(buyers.overLimit() > ORDERS / 10, () -> "rejected: " + buyers.overLimit());
            assertTrue(database.credit().stream().allMatch(left -> left < Buyers.CHEAPEST * 10),
                    "some have not come near their limit: nothing was tried");
        } finally {
            servers.forEach(Server::close);
        }
    }

    @ParameterizedTest
    @EnumSource
    void migrateOnceWhenTheyStartAtTheSameTime(ShopDatabase.Kind kind) throws Exception {
        for (int i = 0; i < STARTS; i++) {
            ShopDatabase database = kind.newDatabase(REFERENCE.folder());
            List<Server> servers = start(database);
            try (Buyers buyers = new Buyers(servers, CUSTOMERS, 1, 2 * SERVERS, new Random(i))) {
                buyers.join();
                assertEquals(List.of(), buyers.unexpected());
                assertEquals(2 * SERVERS, buyers.confirmed().size());
                List<String> migrations = database.migrations();
                assertEquals(4, migrations.size(), migrations::toString);
                assertEquals(List.of(), database.defects());
            } finally {
                servers.forEach(Server::close);
            }
        }
    }
}
