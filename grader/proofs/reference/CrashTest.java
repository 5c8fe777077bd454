package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import grader.core.source.Change;
import grader.grading.server.Server;
import grader.proofs.mutants.tests.LabsTest;
import grader.proofs.reference.shop.Buyers;
import grader.proofs.reference.shop.ShopDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Lab 10's server is killed at any moment while clients check out, again and again, on one database: what is there fits
 * together, and nothing is lost that a client knows of.
 *
 * <p>Each run has other moments. A failure tells its seed; with that in CRASH_SEED they are the same again.
 */
@Tag("nightly")
@Timeout(value = 8, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashTest {

    /** Most of a round is the start of a server. `--lab` and `--all` kill fifty. */
    private static final int ROUNDS = LabsTest.THOROUGH ? 50 : 5;
    private static final int CLIENTS = 6;
    private static final int LONGEST_MICROS = 60_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The limit of the first is soon reached. */
    private static final List<String> CUSTOMERS = List.of("ada", "bob", "eve");
    private static final String[] USERS =
            {"--user", "ada:100000:yes", "--user", "bob:9000000000:yes", "--user", "eve:9000000000:yes"};
    private static final String SEED = System.getenv("CRASH_SEED");

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab10");

    @Test
    void leavesPostgresqlConsistent() throws Exception {
        assertConsistent(ShopDatabase.Kind.POSTGRESQL.newDatabase(REFERENCE.folder()));
    }

    /** The file is closed when no one is connected, as after the migrations: H2 then repairs what a crash has left. */
    @Test
    void leavesAFileOfH2Consistent() throws Exception {
        ShopDatabase database = ShopDatabase.Kind.H2.newDatabase(REFERENCE.folder());
        assertConsistent(new ShopDatabase(database.url().replace("DB_CLOSE_DELAY=-1;", "")));
    }

    private static void assertConsistent(ShopDatabase database) throws Exception {
        long seed = SEED == null ? System.nanoTime() : Long.parseLong(SEED);
        assertEquals(List.of(), defects(REFERENCE, database, seed, ROUNDS), "CRASH_SEED=" + seed);
    }

    /** Kills servers until there is a defect, and returns the defects of that round; none after the last round. */
    private static List<String> defects(ReferenceServers servers, ShopDatabase database, long seed, int rounds)
            throws Exception {
        Random random = new Random(seed);
        Set<String> confirmed = new HashSet<>();
        List<String> migrations = List.of();
        List<String> defects = new ArrayList<>();
        for (int round = 0; defects.isEmpty(); round++) {
            try (Server server = servers.start(database.flags(USERS))) {
                if (round > 0) {
                    defects.addAll(database.defects());
                    Set<String> lost = new HashSet<>(confirmed);
                    lost.removeAll(database.orders());
                    lost.forEach(order -> defects.add("this order is lost, which a client got a 201 for: " + order));
                    assertEquals(migrations, database.migrations());
                }
                if (round == rounds) {
                    break;
                }
                migrations = database.migrations();
                assertNotEquals(List.of(), migrations);
                confirmed.addAll(killDuringCheckouts(server, random));
                if (round > 0) {        // Once, the next server finds what is left.
                    database.unlock();
                }
            }
        }
        return defects;
    }

    /** Returns the orders that clients got a 201 for. */
    private static Set<String> killDuringCheckouts(Server server, Random random) throws Exception {
        try (Buyers buyers = new Buyers(server, CUSTOMERS, CLIENTS, random)) {
            buyers.awaitConfirmed(1);
            TimeUnit.MICROSECONDS.sleep(random.nextInt(LONGEST_MICROS));
            server.signal("KILL");
            server.expectExit(PATIENCE);
            buyers.join();
            assertEquals(List.of(), buyers.unexpected());
            assertNotEquals(Set.of(), buyers.confirmed());
            return buyers.confirmed();
        }
    }

    /** A crash that finds nothing says nothing. */
    @Test
    void findsACheckoutThatIsNoTransaction() throws Exception {
        Change mistake = new Change("Database.java", "connection.setAutoCommit(false);", "");
        Change commit = new Change("Database.java", "connection.commit();", "");
        try (ReferenceServers mistaken = new ReferenceServers("lab10", mistake, commit)) {
            assertNotEquals(List.of(),
                    defects(mistaken, ShopDatabase.Kind.POSTGRESQL.newDatabase(REFERENCE.folder()), 1, 50));
        }
    }
}
