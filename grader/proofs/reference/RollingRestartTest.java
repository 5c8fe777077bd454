package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Limits;
import grader.core.source.Change;
import grader.grading.server.Server;
import grader.proofs.mutants.tests.LabsTest;
import grader.proofs.reference.shop.ShopDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two servers of lab 11 with one database are restarted in turn while clients send requests without a pause: no request
 * fails.
 *
 * <p>A new connection goes to an instance that was ready at the balancer's latest poll, and the delay after the signal
 * is long enough for many polls. So no connection is refused. A checkout must not be repeated, and need not be: its
 * client was served on the same connection within the last half of a delay. If the signal had come before that, the
 * response would have had `Connection: close`. So more than half of the delay is left for this request.
 */
@Tag("nightly")
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RollingRestartTest {

    /** Most of a restart is the start of a server. */
    private static final int RESTARTS = LabsTest.THOROUGH ? 100 : 6;
    private static final int INSTANCES = 2;
    private static final int CLIENTS = 6;
    /** Between two restarts. */
    private static final int REQUESTS = 200;
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration HALF = DELAY.dividedBy(2);
    /** A server whose workers have ended never serves what waits in its queue: its drain takes the whole timeout. */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab11");

    @Test
    void failsNoRequestOnPostgresql() throws Exception {
        assertNoneFails(ShopDatabase.Kind.POSTGRESQL, RollingLoad.Mix.CHECKOUTS, RESTARTS);
    }

    /**
     * The first process that opens a file of H2 serves the other one, so the database restarts with it. These clients
     * need none. An engine with a selector closes its port and ends its connections in its own way.
     */
    @ParameterizedTest
    @ValueSource(strings = {"thread", "loop", "hybrid"})
    void failsNoRequestOnH2(String engine) throws Exception {
        assertNoneFails(ShopDatabase.Kind.H2, RollingLoad.Mix.POSTS, RESTARTS / 3, "--engine", engine);
    }

    private static void assertNoneFails(ShopDatabase.Kind kind, RollingLoad.Mix mix, int restarts, String... more)
            throws Exception {
        ShopDatabase database = kind.newDatabase(REFERENCE.folder());
        try (Rolling rolling = new Rolling(REFERENCE, database, more);
                RollingLoad load = new RollingLoad(CLIENTS, rolling.balancer::connect, HALF, mix)) {
            for (int i = 0; i < restarts && load.failures().isEmpty(); i++) {
                load.awaitMore(REQUESTS);
                Server old = rolling.stop(i % INSTANCES);
                old.expectExit(Limits.STOP, 0);
                load.awaitMore(REQUESTS);
                rolling.start(i % INSTANCES);
            }
            load.awaitMore(REQUESTS);
            load.stop();
            assertEquals(List.of(), load.failures());
            assertTrue(load.repeated() <= restarts * CLIENTS, () -> "requests repeated: " + load.repeated());
            assertEquals(mix == RollingLoad.Mix.CHECKOUTS, !load.orders().isEmpty());
            assertEquals(load.orders(), database.orders());
            assertEquals(List.of(), database.defects());
        }
    }

    /** A restart that loses nothing says nothing. */
    @Test
    void findsAServerThatClosesEverythingImmediately() throws Exception {
        Change mistake = new Change("Drain.java", "awaitDelay();", "server.close();");
        try (ReferenceServers mistaken = new ReferenceServers("lab11", mistake);
                Rolling rolling = new Rolling(mistaken, ShopDatabase.Kind.H2.newDatabase(REFERENCE.folder()));
                RollingLoad load = new RollingLoad(CLIENTS, rolling.balancer::connect, HALF, RollingLoad.Mix.POSTS)) {
            for (int i = 0; i < RESTARTS && load.failures().isEmpty(); i++) {
                load.awaitMore(REQUESTS);
                rolling.stop(i % INSTANCES).expectExit(Limits.STOP.plus(LONGEST_DRAIN));
                rolling.start(i % INSTANCES);
            }
            load.stop();
            assertNotEquals(List.of(), load.failures());
        }
    }

    /** Two instances and their balancer. */
    private static final class Rolling implements AutoCloseable {

        private final ReferenceServers servers;
        private final String[] flags;
        private final ReadyBalancer balancer = new ReadyBalancer();
        private final List<Server> instances = new ArrayList<>();

        Rolling(ReferenceServers servers, ShopDatabase database, String... more) {
            this.servers = servers;
            List<String> all = new ArrayList<>(List.of("--admin-port", "0", "--user", "ada:9000000000000:yes",
                    "--drain-delay", String.valueOf(DELAY.toMillis())));
            all.addAll(List.of(more));
            this.flags = database.flags(all.toArray(String[]::new));
            for (int i = 0; i < INSTANCES; i++) {
                instances.add(null);
                start(i);
            }
        }

        private void start(int index) {
            Server instance = servers.start(flags);
            instances.set(index, instance);
            balancer.add(instance);
        }

        /** Sends SIGTERM, and waits until the balancer has noticed. */
        private Server stop(int index) {
            Server instance = instances.get(index);
            instance.signal("TERM");
            balancer.awaitNotReady(instance);
            balancer.remove(instance);
            return instance;
        }

        @Override
        public void close() {
            balancer.close();
            instances.forEach(Server::close);
        }
    }
}
