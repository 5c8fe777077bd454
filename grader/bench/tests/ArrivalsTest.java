package grader.bench.tests;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.bench.load.Arrivals;
import grader.bench.load.Goodput;
import grader.bench.load.Scenario;
import grader.bench.overload.Curve;
import grader.proofs.testing.HeldAnswers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The load of `bench overload`: clients come when they are due, and count as what they got. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ArrivalsTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String BUSY = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy";

    @Test
    void aResponseIsGoodOnlyIfItIs2xxAndInTime() {
        Goodput goodput = new Goodput(500 * MILLI, 2 * SECOND);
        goodput.responded(true, 500 * MILLI);
        goodput.responded(true, 20 * MILLI);
        goodput.responded(true, 501 * MILLI);
        goodput.responded(false, 1 * MILLI);
        goodput.responded(false, 501 * MILLI);
        goodput.broke();
        goodput.notSent();
        assertEquals("good 2, refused 1, late 2, broken 1, unsent 1", counts(goodput));
        assertEquals(7, goodput.due());
        assertEquals(1, goodput.rate(), "good responses per second");
        assertEquals(4, goodput.times().getTotalCount(), "a refusal is no response time, and a late response is one");
        assertEquals(500, goodput.times().getMaxValue() / (double) MILLI, 1);
    }

    @Test
    void clientsComeAtTheirRateAlthoughNoneIsServed() throws Exception {
        try (HeldAnswers server = new HeldAnswers(1)) {
            Goodput goodput = arrivals(server.address(), 3000).at(1000, 50 * MILLI, 100 * MILLI);
            assertEquals("good 0, refused 0, late 100, broken 0, unsent 0", counts(goodput));
            server.release();
            for (int looks = 0; server.seen() < 150 && looks < 1000; looks++) {
                Thread.sleep(10);
            }
            assertEquals(150, server.seen(), "those that came before any counted were sent, too");
        }
    }

    /** With a client that waits for each response, one request would be slow: the others would not have been sent. */
    @Test
    void aServerThatStallsDelaysAllThatComeMeanwhile() throws Exception {
        try (HeldAnswers server = new HeldAnswers(1)) {
            Thread release = Thread.ofPlatform().daemon().unstarted(() -> {
                try {
                    Thread.sleep(1000);
                    server.release();
                } catch (InterruptedException stop) {
                    // The test is over.
                }
            });
            release.start();
            Goodput goodput = arrivals(server.address(), 60_000).at(500, 0, 100 * MILLI);
            assertEquals("good 50, refused 0, late 0, broken 0, unsent 0", counts(goodput));
            assertTrue(goodput.times().getMinValue() > 50 * MILLI, () -> "the shortest time is "
                    + goodput.times().getMinValue() / MILLI + " ms");
        }
    }

    @Test
    void refusalsAndBrokenConnectionsAreToldApart() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serve(listener, OK, BUSY, "", OK.substring(0, 20)));
            Goodput goodput = arrivals((InetSocketAddress) listener.getLocalSocketAddress(), 60_000).at(400, 0,
                    100 * MILLI);
            assertEquals("good 10, refused 10, late 0, broken 20, unsent 0", counts(goodput));
        }
    }

    @Test
    void whereNoServerIsAllAreBroken() throws Exception {
        InetSocketAddress nowhere;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere = (InetSocketAddress) listener.getLocalSocketAddress();
        }
        assertEquals("good 0, refused 0, late 0, broken 10, unsent 0",
                counts(arrivals(nowhere, 60_000).at(100, 0, 100 * MILLI)));
    }

    @Test
    void aCurveComparesMediansWithTheBest() {
        Curve curve = new Curve(100);
        for (int good : new int[] {90, 10, 80}) {
            curve.add(1, goodput(good, 0));
        }
        curve.add(3, goodput(20, 80));
        assertEquals(80, curve.goodput(1));
        assertEquals(1, curve.ofBest(1));
        assertEquals(0.25, curve.ofBest(3));
        assertEquals(10, curve.p99(1), 0.1);
        assertEquals(500, curve.p99(3), 1);
    }

    /** In one second. */
    private static Goodput goodput(int good, int late) {
        Goodput goodput = new Goodput(500 * MILLI, SECOND);
        for (int i = 0; i < good; i++) {
            goodput.responded(true, 10 * MILLI);
        }
        for (int i = 0; i < late; i++) {
            goodput.gaveUp();
        }
        return goodput;
    }

    private static Arrivals arrivals(InetSocketAddress server, long patienceMillis) {
        return new Arrivals(server, Scenario.O1, patienceMillis * MILLI);
    }

    private static String counts(Goodput of) {
        return "good " + of.good() + ", refused " + of.refused() + ", late " + of.late() + ", broken " + of.broken()
                + ", unsent " + of.unsent();
    }

    /** Reads a request from each connection, writes these responses in turn, and ends it. */
    private static void serve(ServerSocket listener, String... responses) {
        try {
            for (int i = 0;; i++) {
                try (Socket socket = listener.accept()) {
                    while (socket.getInputStream().read(new byte[1000]) == 0) {
                        // Nothing has come yet.
                    }
                    socket.getOutputStream().write(responses[i % responses.length].getBytes(US_ASCII));
                }
            }
        } catch (IOException over) {
            // The test is over.
        }
    }
}
