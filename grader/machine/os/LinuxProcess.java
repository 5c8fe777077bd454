package grader.machine.os;

import grader.clients.http.Await;
import grader.clients.http.Deadline;
import grader.clients.http.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * What Linux tells about processes and their sockets. Elsewhere nothing is known, and each method says what it does
 * then.
 */
public final class LinuxProcess {

    private static final Path PROC = Path.of("/proc");
    private static final Duration REST = Duration.ofSeconds(3);
    /** A server that reads has read before so many looks, most likely: only then it is asked whether it sleeps. */
    private static final int LOOKS_BEFORE = 25;
    /** So many looks in a row, a quarter of a second at least, and it is not about to read. */
    private static final int LOOKS_ASLEEP = 60;

    private LinuxProcess() {}

    public static boolean tells() {
        return SocketTable.exists();
    }

    /** Whether a process or a descendant of it listens at an address; empty where the system does not tell. */
    public static Optional<Boolean> listens(ProcessHandle process, InetSocketAddress at) {
        return tells() ? Optional.of(listener(process, at).isPresent()) : Optional.empty();
    }

    /**
     * The length of the accept queue of the process's listener at an address: the connections that are complete and not
     * accepted yet. Empty if there is no such listener.
     */
    public static OptionalInt waiting(ProcessHandle process, InetSocketAddress at) {
        return listener(process, at).map(listener -> OptionalInt.of((int) listener.unread()))
                .orElse(OptionalInt.empty());
    }

    private static Optional<SocketTable.Entry> listener(ProcessHandle process, InetSocketAddress at) {
        return SocketTable.listener(at, listener -> has(process, "socket:[" + listener.inode() + "]"));
    }

    /** The process of this user that listens at an address; empty if there is none, or the system does not tell. */
    public static Optional<ProcessHandle> listening(InetSocketAddress at) {
        return SocketTable.listener(at, SocketTable.Entry::listens)
                .map(listener -> "socket:[" + listener.inode() + "]")
                .flatMap(socket -> ProcessHandle.allProcesses()
                        .filter(each -> openFiles(each.pid()).anyMatch(socket::equals))
                        .findFirst());
    }

    private static boolean has(ProcessHandle process, String socket) {
        return openFiles(process.pid()).anyMatch(socket::equals)
                || ProcessTree.below(process)
                        .stream()
                        .anyMatch(child -> openFiles(child.pid()).anyMatch(socket::equals));
    }

    /** The process and those that it has started, directly or not: a server may accept in one and serve in others. */
    public static List<ProcessHandle> tree(ProcessHandle process) {
        return Stream.concat(Stream.of(process), ProcessTree.below(process).stream()).toList();
    }

    /** The processor time that a process and its descendants have used so far; empty where the system does not tell. */
    public static Optional<Duration> cpu(ProcessHandle process) {
        return tree(process).stream().flatMap(each -> each.info().totalCpuDuration().stream()).reduce(Duration::plus);
    }

    /** How many descriptors a process and its descendants have open; -1 where the system does not tell. */
    public static int descriptors(ProcessHandle process) {
        return tells() ? (int) openFiles(process).count() : -1;
    }

    /** How many sockets a process and its descendants have open; -1 where the system does not tell. */
    public static int sockets(ProcessHandle process) {
        return tells() ? (int) openFiles(process).filter(file -> file.startsWith("socket:")).count() : -1;
    }

    /** How many threads a process and its descendants have; empty where the system does not tell. */
    public static OptionalInt threads(ProcessHandle process) {
        return threads(tree(process));
    }

    /** How many threads these processes have; empty where the system does not tell. */
    public static OptionalInt threads(List<ProcessHandle> processes) {
        return tells() ? OptionalInt.of((int) processes.stream().flatMap(each -> threadFolders(each.pid())).count())
                : OptionalInt.empty();
    }

    /**
     * How often the threads of a process and its descendants have waited for something, and woken up; empty where the
     * system does not tell. Threads that have ended do not count.
     */
    public static OptionalLong wakeups(ProcessHandle process) {
        return tells() ? OptionalLong.of(threadFolders(process).flatMap(thread -> text(thread, "status").lines())
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
                .sum()) : OptionalLong.empty();
    }

    /** The folder of each thread of a process and its descendants; a thread may have ended meanwhile. */
    static Stream<Path> threadFolders(ProcessHandle process) {
        return tree(process).stream().flatMap(each -> threadFolders(each.pid()));
    }

    static Stream<Path> threadFolders(long pid) {
        return entries(pid, "task");
    }

    private static Stream<String> openFiles(ProcessHandle process) {
        return tree(process).stream().flatMap(each -> openFiles(each.pid()));
    }

    private static Stream<String> openFiles(long pid) {
        return entries(pid, "fd").map(LinuxProcess::target);
    }

    /** What is in a folder of a process; nothing if it has ended. */
    private static Stream<Path> entries(long pid, String folder) {
        try (Stream<Path> entries = Files.list(PROC.resolve(pid + "/" + folder))) {
            return entries.toList().stream();
        } catch (IOException | UncheckedIOException ended) {
            return Stream.empty();
        }
    }

    /** What a file says of a thread; nothing if it has ended. */
    static String text(Path thread, String file) {
        try {
            return Files.readString(thread.resolve(file), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
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
     * Waits until no process has the end of a connection whose own address is `at`; tells whether that came. What the
     * kernel still sends does not count.
     */
    public static boolean awaitGone(InetSocketAddress at, InetSocketAddress client, Duration limit) {
        return Await.comesTrue(limit, () -> isGone(at, client));
    }

    private static boolean isGone(InetSocketAddress at, InetSocketAddress client) {
        return SocketTable.connection(at, client).map(SocketTable.Entry::isGone).orElse(true);
    }

    /**
     * Waits until every thread of the process and its descendants has stopped after a SIGSTOP: a thread waiting in
     * accept() could still return with a connection. On systems other than Linux it does not wait.
     */
    static void awaitStopped(ProcessHandle process) {
        awaitLooks(() -> threadsAre(process, "T"), 1, Deadline.in(Limits.PATIENCE));
    }

    /**
     * Waits until every thread of the process and its descendants sleeps, and what it may wait for
     * ({@link ThreadStates#servicesSleep}), in three consecutive looks: then it has done all that it was going to do. A
     * thread waiting for a processor does not count as asleep, so this works on a busy machine, too. The wait is
     * limited: a process may spin. On systems other than Linux it waits a tenth of a second. Tells whether that came.
     */
    public static boolean awaitIdle(ProcessHandle process) {
        // The process may sleep because what it waits for is starved: that does not end the wait.
        return awaitRest(() -> isIdle(process), Deadline.in(REST, () -> false));
    }

    /**
     * Waits until the process has done all that it was going to do with a connection whose own address is `at`: it has
     * closed it, or is idle, as in {@link #awaitIdle}. Tells whether that came.
     */
    public static boolean awaitDone(ProcessHandle process, InetSocketAddress at, InetSocketAddress client,
            Duration limit) {
        return awaitRest(() -> isGone(at, client) || isIdle(process), Deadline.in(limit));
    }

    private static boolean awaitRest(BooleanSupplier look, Deadline deadline) {
        if (tells()) {
            return awaitLooks(look, 3, deadline);
        }
        LockSupport.parkNanos(100_000_000);
        return true;
    }

    private static boolean isIdle(ProcessHandle process) {
        return threadsAre(process, "S") && ThreadStates.servicesSleep();
    }

    /** Whether a process was stopped by a signal; false where the system does not tell, or it has ended. */
    public static boolean isStopped(ProcessHandle process) {
        return ThreadStates.isStopped(process.pid());
    }

    private static boolean awaitLooks(BooleanSupplier look, int looks, Deadline deadline) {
        int good = 0;
        while (good < looks && !deadline.isOver()) {
            LockSupport.parkNanos(2_000_000);
            good = look.getAsBoolean() ? good + 1 : 0;
        }
        return good == looks;
    }

    private static boolean threadsAre(ProcessHandle process, String state) {
        return ThreadStates.are(process.pid(), state)
                && ProcessTree.below(process).stream().allMatch(child -> ThreadStates.are(child.pid(), state));
    }

    /**
     * Waits until the server has read all that came from the client, and tells whether it has. So the next piece is a
     * read of its own, however busy the machine is. It gives up on a server that sleeps. Elsewhere than on Linux it
     * waits a quarter of a second.
     *
     * @param server null: it runs elsewhere
     */
    public static boolean awaitRead(InetSocketAddress at, InetSocketAddress client, Process server) {
        Deadline deadline = Deadline.in(Limits.PATIENCE);
        if (!tells()) {
            LockSupport.parkNanos(250_000_000);
            return true;
        }
        boolean read = hasRead(at, client);
        int looks = 0;
        int asleep = 0;
        while (!read && asleep < LOOKS_ASLEEP && !deadline.isOver()) {
            LockSupport.parkNanos(looks < LOOKS_BEFORE ? 300_000 : 4_000_000);
            read = hasRead(at, client);
            asleep = ++looks > LOOKS_BEFORE && server != null && sleeps(server.toHandle()) ? asleep + 1 : 0;
        }
        return read;
    }

    /** Whether all threads of a process, and of its descendants, sleep; false where the system does not tell. */
    public static boolean sleeps(ProcessHandle process) {
        return tells() && threadsAre(process, "S");
    }

    /** Whether nothing that came from the client waits to be read. */
    private static boolean hasRead(InetSocketAddress at, InetSocketAddress client) {
        return SocketTable.connection(at, client).map(SocketTable.Entry::unread).orElse(0L) == 0;
    }
}
