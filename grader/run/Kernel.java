package grader.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What Linux tells about sockets in /proc. Elsewhere nothing is known, and each method says what it does then. */
final class Kernel {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTEN = "0A";
    private static final Duration REST = Duration.ofSeconds(3);
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

    /**
     * The length of the accept queue of the process's listener on `port`: the connections that are complete and not accepted
     * yet. It stands where other sockets have their unread bytes. Empty if there is no such listener.
     */
    static OptionalInt waiting(ProcessHandle process, int port) {
        AtomicLong found = new AtomicLong();
        boolean told = anyRow(port, true, row -> {
            found.set(row.unread());
            return row.localPort() == port && has(process, "socket:[" + row.inode() + "]");
        });
        return told ? OptionalInt.of((int) found.get()) : OptionalInt.empty();
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
     * Waits until every thread of the process has stopped after a SIGSTOP: one that waits in accept() could still return with a
     * connection. Elsewhere than on Linux it does not wait.
     */
    static void awaitStopped(long pid) {
        awaitThreads(pid, "T", 1, Limits.PATIENCE);
    }

    /**
     * Waits until every thread of the process sleeps, in three looks on end: then it has done all that it was going to do. One
     * that waits for a processor does not count as asleep, so this holds on a busy machine, too. Not for ever: a process may
     * spin. Elsewhere than on Linux it waits a tenth of a second.
     */
    static void awaitRest(long pid) {
        if (tells()) {
            awaitThreads(pid, "S", 3, REST);
        } else {
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static void awaitThreads(long pid, String state, int looks, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        int good = 0;
        while (good < looks && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(2_000_000);
            good = threadsAre(pid, state) ? good + 1 : 0;
        }
    }

    /** The state is the field behind the name in parentheses (proc(5)). */
    private static boolean threadsAre(long pid, String state) {
        try (var threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
                if (!stat.startsWith(state, stat.lastIndexOf(')') + 2)) {
                    return false;
                }
            }
            return true;
        } catch (IOException ended) {       // a thread, or the process: then there is nothing to wait for
            return !tells() || !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    /**
     * Waits until the server has read all that came from the client's port, and tells whether it has. So the next piece is a
     * read of its own, however busy the machine is. It gives up on a server that sleeps. Elsewhere than on Linux it waits a
     * quarter of a second.
     *
     * @param server null: it runs elsewhere
     */
    static boolean awaitRead(int serverPort, int clientPort, Process server) {
        long deadline = System.nanoTime() + Limits.PATIENCE.toNanos();
        if (!tells()) {
            LockSupport.parkNanos(250_000_000);
            return true;
        }
        boolean read = hasRead(serverPort, clientPort);
        int looks = 0;
        int asleep = 0;
        while (!read && asleep < LOOKS_ASLEEP && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(4_000_000);
            read = hasRead(serverPort, clientPort);
            asleep = server != null && ++looks > LOOKS_BEFORE && sleeps(server) ? asleep + 1 : 0;
        }
        return read;
    }

    private static boolean sleeps(Process server) {
        return Stream.concat(Stream.of(server.toHandle()), server.descendants()).allMatch(process -> threadsAre(process.pid(), "S"));
    }

    /** Whether nothing that came from the client's port waits to be read. */
    private static boolean hasRead(int serverPort, int clientPort) {
        AtomicLong unread = new AtomicLong();
        anyRow(clientPort, false, row -> {
            boolean found = row.localPort() == serverPort && row.remotePort() == clientPort;
            unread.set(found ? row.unread() : 0);
            return found;       // and so the rows behind it, of thousands of ended connections perhaps, need not be read
        });
        return unread.get() == 0;
    }
}
