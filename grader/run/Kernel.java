package grader.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What Linux tells about sockets in /proc. Elsewhere nothing is known, and each method says what it does then. */
final class Kernel {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";

    /** A row of /proc/net/tcp: the ports, the state, the bytes that the process has not read, the inode. */
    private record Row(int localPort, int remotePort, String state, long unread, String inode) {

        static Row of(String line) {
            String[] parts = line.trim().split("\\s+");
            return new Row(port(parts[1]), port(parts[2]), parts[3],
                    Long.parseLong(parts[4].substring(parts[4].indexOf(':') + 1), 16), parts[9]);
        }

        private static int port(String address) {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
        }
    }

    private Kernel() {}

    static boolean tells() {
        return Files.isReadable(PROC.resolve("net/tcp"));
    }

    private static Stream<Row> rows() {
        return Stream.of("net/tcp", "net/tcp6").flatMap(name -> {
            try {
                return Files.readAllLines(PROC.resolve(name)).stream().skip(1).map(Row::of);
            } catch (IOException unreadable) {
                return Stream.empty();
            }
        });
    }

    /** Whether a process or a descendant of it listens on `port`; empty where the system does not tell. */
    static Optional<Boolean> listens(ProcessHandle process, int port) {
        if (!tells()) {
            return Optional.empty();
        }
        Set<String> listening = new HashSet<>();
        rows().filter(row -> row.state().equals(LISTEN) && row.localPort() == port)
                .forEach(row -> listening.add("socket:[" + row.inode() + "]"));
        return Optional.of(Stream.concat(Stream.of(process), process.descendants())
                .anyMatch(handle -> openFiles(handle.pid()).anyMatch(listening::contains)));
    }

    /** The number of open descriptors; -1 where the system does not tell. */
    static int descriptors(long pid) {
        return tells() ? (int) openFiles(pid).count() : -1;
    }

    private static Stream<String> openFiles(long pid) {
        try (Stream<Path> links = Files.list(PROC.resolve(pid + "/fd"))) {
            return links.map(Kernel::target).toList().stream();
        } catch (IOException gone) {
            return Stream.empty();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    /**
     * Waits until the server has read all that came from the client's port. So the next piece is a read of its own, however
     * busy the machine is. Elsewhere than on Linux it waits a quarter of a second.
     */
    static void awaitRead(int serverPort, int clientPort) {
        long deadline = System.nanoTime() + Limits.PATIENCE.toNanos();
        if (!tells()) {
            LockSupport.parkNanos(250_000_000);
            return;
        }
        while (System.nanoTime() < deadline && rows().anyMatch(row ->
                row.localPort() == serverPort && row.remotePort() == clientPort && row.unread() > 0)) {
            LockSupport.parkNanos(2_000_000);
        }
    }
}
