import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's accept queue of a listening socket, as Linux shows it; elsewhere nothing is known.
 *
 * <p>The depth stands in /proc/net/tcp6 or tcp, in the row of the socket. The limit does not; `ss` asks the kernel for
 * it.
 */
final class KernelQueue {

    private static final String LISTEN = "0A";
    private static final int SOCKET = 1;
    private static final int STATE = 3;
    private static final int QUEUES = 4;        // bytes to send:connections to accept, in hex
    private static final int INODE = 9;
    private static final Pattern SS = Pattern.compile("LISTEN\\s+\\d+\\s+(\\d+)\\s.*");

    private final int port;
    private OptionalInt limit;      // null until it was asked for: it never changes

    KernelQueue(int port) {
        this.port = port;
    }

    /** How many connections the kernel has completed and the server has not taken. */
    OptionalInt depth() {
        for (String table : List.of("/proc/net/tcp6", "/proc/net/tcp")) {
            try (var rows = Files.lines(Path.of(table))) {
                OptionalInt depth = rows.map(row -> row.strip().split("\\s+"))
                        .filter(this::isListener)
                        .mapToInt(row -> Integer.parseInt(row[QUEUES].substring(row[QUEUES].indexOf(':') + 1), 16))
                        .findFirst();
                if (depth.isPresent()) {
                    return depth;
                }
            } catch (IOException notLinux) {
                // then it stays unknown
            }
        }
        return OptionalInt.empty();
    }

    /** How many may wait there: the backlog, or what the kernel made of it. */
    synchronized OptionalInt limit() {
        if (limit == null) {
            limit = readLimit();
        }
        return limit;
    }

    /** `{"depth":6,"limit":128}`, with null for what is not known. */
    String json() {
        return "{\"depth\":%s,\"limit\":%s}".formatted(json(depth()), json(limit()));
    }

    private static String json(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "null";
    }

    private boolean isListener(String[] row) {
        return row.length > INODE && row[STATE].equals(LISTEN) && row[SOCKET].endsWith(":%04X".formatted(port))
                && isOpen("socket:[" + row[INODE] + "]");
    }

    /** Whether this process has it open: another program may listen on the same port of another address. */
    private static boolean isOpen(String socket) {
        Predicate<Path> isSocket = link -> {
            try {
                return Files.readSymbolicLink(link).toString().equals(socket);
            } catch (IOException closedMeanwhile) {
                return false;
            }
        };
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.anyMatch(isSocket);
        } catch (IOException notLinux) {
            return false;
        }
    }

    private OptionalInt readLimit() {
        if (depth().isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            Process ss = new ProcessBuilder("ss", "-Hltn", "sport = :" + port).start();
            try (var lines = ss.inputReader().lines()) {
                return lines.map(SS::matcher)
                        .filter(Matcher::matches)
                        .mapToInt(row -> Integer.parseInt(row.group(1)))
                        .findFirst();
            }
        } catch (IOException noSuchProgram) {
            return OptionalInt.empty();
        }
    }
}
