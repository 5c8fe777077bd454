package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Limits;
import grader.core.source.Change;
import grader.grading.server.Server;
import grader.machine.os.Addresses;
import grader.proofs.mutants.tests.LabsTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two servers of lab 11 are restarted in turn at their ports, with nginx in front of them: its clients see only 200s.
 *
 * <p>nginx does not request `/ready`. It notices that an instance is gone when it needs a new connection. Then it sends
 * the request to the other instance (proxy_next_upstream), and writes a line to its error log. Two kinds of lines are
 * expected, and the warning that nginx has disabled the instance because of them.
 *
 * <p>`connect() failed … while connecting to upstream`: the port is closed. No byte of the request was sent.
 *
 * <p>`recv() failed (104: Connection reset by peer)`: the kernel had completed the connection, but the server closed
 * its port before it had accepted the connection. That moment is short, but nginx opens many connections in the delay.
 * It repeats a GET, but no POST: the client of a POST would get a 502. So these clients send only GETs. The reset of a
 * connection that was accepted would look the same here; {@link RollingRestartTest} would find it.
 *
 * <p>`upstream prematurely closed connection`: the server ended a connection that it had accepted, without a response.
 * That is a lost request, which nginx repeats if it is a GET. It cannot be excluded: nginx may send a request in the
 * moment in which the server ends an idle connection (RFC 9112 §9.3.1). So a few are allowed in many restarts.
 *
 * <p>Any other line fails the test, such as a timeout or `no live upstreams`.
 */
@Tag("nightly")
@Timeout(value = 60, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NginxRestartTest {

    /** Most of a restart is the start of a server. */
    private static final int RESTARTS = LabsTest.THOROUGH ? 100 : 6;
    private static final int CLIENTS = 6;
    /** Before and after each signal. */
    private static final int REQUESTS = 100;
    /** In this time nginx uses each connection that it keeps, and learns that it is the last time. */
    private static final String DELAY_MILLIS = "1000";
    /** How many requests may be lost in the moment in which an idle connection ends. */
    private static final int MOST_LOST = 1 + RESTARTS / 50;
    private static final String LOST = "upstream prematurely closed connection";
    private static final Pattern EXPECTED =
            Pattern.compile("connect\\(\\) failed \\(\\d+: .* while connecting to upstream"
                    + "|recv\\(\\) failed \\(104: .* while reading response header from upstream"
                    + "|upstream server temporarily disabled");

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab11");

    @BeforeAll
    static void compile() throws Exception {
        assumeTrue(NginxProxy.isInstalled() || System.getenv("CI") != null,
                "there is no nginx here: apt-get install nginx, or run .ci/run, which does");
    }

    @Test
    void failsNoRequest() throws Exception {
        try (Pair pair = new Pair(REFERENCE); RollingLoad load = pair.load()) {
            for (int i = 0; i < RESTARTS && load.failures().isEmpty(); i++) {
                pair.stop(i, load).expectExit(Limits.STOP, 0);
                pair.startAgain(i, load);
            }
            load.stop();
            assertEquals(List.of(), load.failures());
            assertEquals(List.of(), pair.unexpected().stream().filter(line -> !line.contains(LOST)).toList());
            assertTrue(pair.lost() <= MOST_LOST, () -> pair.unexpected().toString());
        }
    }

    /** A log that nothing can get into says nothing. */
    @Test
    void findsAServerThatEndsImmediately() throws Exception {
        Change mistake = new Change("Lifecycle.java", "return service.drain() ? 0 : 1;",
                "Runtime.getRuntime().halt(0); return 0;");
        try (ReferenceServers mistaken = new ReferenceServers("lab11", mistake);
                Pair pair = new Pair(mistaken);
                RollingLoad load = pair.load()) {
            for (int i = 0; i < RESTARTS && load.failures().isEmpty() && pair.lost() <= MOST_LOST; i++) {
                pair.stop(i, load).expectExit(Limits.STOP);
                pair.startAgain(i, load);
            }
            load.stop();
            assertTrue(pair.lost() > MOST_LOST,
                    () -> load.failures() + " " + pair.unexpected());
        }
    }

    /** Two instances, and nginx in front of them. */
    private static final class Pair implements AutoCloseable {

        private final ReferenceServers servers;
        private final List<Integer> ports = List.of(Addresses.freePort(), Addresses.freePort());
        private final List<Server> instances = new ArrayList<>();
        private final NginxProxy nginx;

        Pair(ReferenceServers servers) throws IOException {
            this.servers = servers;
            ports.forEach(port -> instances.add(start(port)));
            nginx = NginxProxy.start("rolling.conf", Map.of("@FIRST@", ports.getFirst(), "@SECOND@", ports.getLast()),
                    REFERENCE.folder());
        }

        private Server start(int port) {
            return servers.start("--port", String.valueOf(port), "--drain-delay", DELAY_MILLIS, "--database",
                    "jdbc:h2:mem:shop;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        }

        RollingLoad load() {
            return new RollingLoad(CLIENTS, nginx::connect, Limits.PATIENCE, RollingLoad.Mix.GETS);
        }

        /** Sends SIGTERM to one instance, under load. */
        Server stop(int turn, RollingLoad load) {
            load.awaitMore(REQUESTS);
            Server old = instances.get(turn % ports.size());
            old.signal("TERM");
            return old;
        }

        /** Starts that instance again, and waits until nginx sends it requests: only then may the other one end. */
        void startAgain(int turn, RollingLoad load) {
            load.awaitMore(REQUESTS);
            int index = turn % ports.size();
            Server next = start(ports.get(index));
            instances.set(index, next);
            Predicate<String> isRequest = line -> line.startsWith("GET / 200 ");
            assertTrue(!load.failures().isEmpty() || next.awaitLine(isRequest, Limits.PATIENCE).isPresent(),
                    () -> "nginx sends no request to an instance that has started; failures: " + load.failures());
        }

        /** The lines of nginx's error log that are not {@link #EXPECTED}. */
        List<String> unexpected() {
            return nginx.errors().lines().filter(line -> !EXPECTED.matcher(line).find()).toList();
        }

        long lost() {
            return nginx.errors().lines().filter(line -> line.contains(LOST)).count();
        }

        @Override
        public void close() {
            nginx.close();
            instances.forEach(Server::close);
        }
    }
}
