package grader.machine.os.tests;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.machine.os.SocketTable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kernel's response to an earlier request, which was not read then, is not taken for that to the next one. */
@Tag("nightly")
class LateResponseTest {

    private static final Path NETLINK = Path.of("/proc/self/net/netlink");
    private static final String SOCK_DIAG = "4";
    /** A request for a socket that is not there: the response is an error. */
    private static final int REQUEST = 72;

    @Test
    void isNotBelieved() throws Throwable {
        assumeTrue(Files.exists(NETLINK), "Linux only: this system has no netlink");
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
            InetSocketAddress at = new InetSocketAddress("127.0.0.1", listener.getLocalPort());
            SocketTable.listener(at, any -> true);      // the socket is open now
            List<Integer> sockets = descriptors();
            assumeTrue(sockets.size() == 1, "this kernel does not respond over netlink");
            ask(sockets.getFirst());
            assertEquals(true, SocketTable.listener(at, any -> true).orElseThrow().listens());
        }
    }

    /** This process's descriptors of sockets for sock_diag(7). */
    private static List<Integer> descriptors() throws IOException {
        Set<String> inodes = Files.readAllLines(NETLINK)
                .stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].equals(SOCK_DIAG))
                .map(fields -> "socket:[" + fields[9] + "]")
                .collect(Collectors.toSet());
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(link -> inodes.contains(target(link)))
                    .map(link -> Integer.valueOf(link.getFileName().toString()))
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    @SuppressWarnings("restricted")
    private static void ask(int descriptor) throws Throwable {
        Linker linker = Linker.nativeLinker();
        var send = linker.downcallHandle(linker.defaultLookup().find("send").orElseThrow(),
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST, 4);
            request.set(JAVA_INT, 0, REQUEST);
            request.set(JAVA_SHORT, 4, (short) 20);     // SOCK_DIAG_BY_FAMILY
            request.set(JAVA_SHORT, 6, (short) 1);      // NLM_F_REQUEST
            request.set(JAVA_INT, 8, Integer.MIN_VALUE);        // the sequence number
            request.set(JAVA_BYTE, 16, (byte) 2);       // AF_INET
            request.set(JAVA_BYTE, 17, (byte) 6);       // IPPROTO_TCP
            assertEquals(REQUEST, (long) send.invokeExact(descriptor, request, (long) REQUEST, 0));
        }
    }
}
