package grader.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Linux tells about sockets in /proc. Elsewhere nothing is known, and each method says what it does then. */
final class Kernel {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";
    /** A server that reads has read before so many looks, most likely: only then it is asked whether it sleeps. */
    private static final int LOOKS_BEFORE = 25;
    /** So many looks in a row, a quarter of a second at least, and it is not about to read. */
    private static final int LOOKS_ASLEEP = 60;

    /** A row of /proc/net/tcp: the ports, the bytes that the process has not read, the inode. */
    private record Row(int localPort, int remotePort, long unread, String inode) {

        static Row of(String line) {
            String[] parts = line.trim().split("\\s+");
            return new Row(port(parts[1]), port(parts[2]),
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

    /** Whether a row of the table satisfies; of IPv6 sockets, which Java's are, first. Only rows with this port are taken apart. */
    private static boolean anyRow(int port, boolean listening, Predicate<Row> satisfies) {
        String mark = ":%04X ".formatted(port);
        for (String name : List.of("net/tcp6", "net/tcp")) {
            try (BufferedReader rows = Files.newBufferedReader(PROC.resolve(name))) {
                rows.readLine();
                // the kernel writes what listens first, and only what is read: the other thousands need not be made
                for (String row = rows.readLine(); row != null && (!listening || row.contains(" " + LISTEN + " ")); row = rows.readLine()) {
                    if (row.contains(mark) && satisfies.test(Row.of(row))) {
                        return true;
                    }
                }
            } catch (IOException unreadable) {
                // then the other table has to tell
            }
        }
        return false;
    }

    /** Whether a process or a descendant of it listens on `port`; empty where the system does not tell. */
    static Optional<Boolean> listens(ProcessHandle process, int port) {
        if (!tells()) {
            return Optional.empty();
        }
        return Optional.of(anyRow(port, true, row -> row.localPort() == port && has(process, "socket:[" + row.inode() + "]")));
    }

    /** Whether connections wait to be accepted: for what listens, the column holds their number. False where nothing is told. */
    static boolean queued(int port) {
        return tells() && anyRow(port, true, row -> row.localPort() == port && row.unread() > 0);
    }

    private static boolean has(ProcessHandle process, String socket) {
        return openFiles(process.pid()).anyMatch(socket::equals)
                || process.descendants().anyMatch(child -> openFiles(child.pid()).anyMatch(socket::equals));
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
     *
     * @param server null: it runs elsewhere
     */
    static void awaitRead(int serverPort, int clientPort, Process server) {
        long deadline = System.nanoTime() + Limits.PATIENCE.toNanos();
        if (!tells()) {
            LockSupport.parkNanos(250_000_000);
            return;
        }
        int looks = 0;
        int asleep = 0;
        while (asleep < LOOKS_ASLEEP && System.nanoTime() - deadline < 0 && anyRow(clientPort, false, row ->
                row.localPort() == serverPort && row.remotePort() == clientPort && row.unread() > 0)) {
            LockSupport.parkNanos(4_000_000);
            asleep = server != null && ++looks > LOOKS_BEFORE && sleeps(server) ? asleep + 1 : 0;
        }
    }

    /**
     * Whether each thread of the server waits for something. One that has work, but no processor yet, is no sleeper
     * (proc(5): state R, not S), so a busy machine looks different from a server that does not read.
     */
    private static boolean sleeps(Process server) {
        return Stream.concat(Stream.of(server.toHandle()), server.descendants()).allMatch(process -> {
            try (Stream<Path> threads = Files.list(PROC.resolve(process.pid() + "/task"))) {
                return threads.allMatch(thread -> state(thread) == 'S');
            } catch (IOException | UncheckedIOException gone) {
                return false;
            }
        });
    }

    private static char state(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException ended) {
            return 'S';
        }
    }
}
