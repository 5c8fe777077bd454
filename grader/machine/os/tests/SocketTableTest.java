package grader.machine.os.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.machine.os.SocketTable;
import grader.machine.os.SocketTable.Entry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel tells of a socket is the same, whether it is asked for that one or for its whole table. */
class SocketTableTest {

    @BeforeEach
    void onlyWhereThereIsOne() {
        assumeTrue(SocketTable.exists(), "Linux only: this system has no /proc/net/tcp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0"})
    void aListenerHasConnectionsThatWait(String host) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getByName(host))) {
            InetSocketAddress at =
                    new InetSocketAddress(host.equals("0.0.0.0") ? "127.0.0.1" : host, listener.getLocalPort());
            assertTold(0, at);
            List<Socket> clients = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                clients.add(new Socket(at.getAddress(), at.getPort()));
                assertTold(i, at);
            }
            listener.accept().close();
            assertTold(2, at);
            assertEquals(Optional.empty(), SocketTable.listener(at, another -> false));
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private static void assertTold(long waiting, InetSocketAddress at) {
        Entry entry = SocketTable.listener(at, any -> true).orElseThrow();
        assertTrue(entry.listens());
        assertEquals(waiting, entry.unread());
        assertEquals(Optional.of(entry), SocketTable.listed(at.getPort(), 0, any -> true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aConnectionHasBytesThatNobodyRead(String host) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getByName(host));
                Socket client = new Socket(host, listener.getLocalPort()); Socket accepted = listener.accept()) {
            InetSocketAddress at = (InetSocketAddress) client.getRemoteSocketAddress();
            InetSocketAddress from = (InetSocketAddress) client.getLocalSocketAddress();
            client.getOutputStream().write(new byte[37]);
            assertTold(37, at, from);
            accepted.getInputStream().readNBytes(30);
            assertTold(7, at, from);
            accepted.getInputStream().readNBytes(7);
            assertTold(0, at, from);
        }
    }

    private static void assertTold(long unread, InetSocketAddress at, InetSocketAddress from) {
        Entry entry = SocketTable.connection(at, from).orElseThrow();
        assertEquals(unread, entry.unread());
        assertEquals(Optional.of(entry), SocketTable.listed(at.getPort(), from.getPort(), any -> true));
    }

    /** No process has either of them, but only one has been there. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aConnectionThatWaitsToBeAcceptedIsNotGone(String host) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getByName(host));
                Socket client = new Socket(host, listener.getLocalPort());
                Socket ended = new Socket(host, listener.getLocalPort())) {
            ended.shutdownOutput();
            for (Socket each : List.of(client, ended)) {
                assertFalse(isGone(each));
                listener.accept().close();
                assertTrue(isGone(each));
            }
        }
    }

    private static boolean isGone(Socket client) {
        InetSocketAddress at = (InetSocketAddress) client.getRemoteSocketAddress();
        InetSocketAddress from = (InetSocketAddress) client.getLocalSocketAddress();
        boolean told = SocketTable.connection(at, from).map(Entry::isGone).orElse(true);
        assertEquals(told,
                SocketTable.listed(at.getPort(), from.getPort(), any -> true).map(Entry::isGone).orElse(true));
        return told;
    }

    /** Not the listener's: the bytes of a connection that has ended are not the connections that wait. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void aConnectionThatWasNeverThereIsNone(String host) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getByName(host))) {
            InetSocketAddress at = new InetSocketAddress(host, listener.getLocalPort());
            assertEquals(Optional.empty(), SocketTable.connection(at, new InetSocketAddress(host, 1)));
            assertEquals(Optional.empty(), SocketTable.listed(at.getPort(), 1, any -> true));
        }
    }
}
