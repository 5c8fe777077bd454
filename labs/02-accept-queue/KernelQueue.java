// Given: nothing in this file is for you to write.
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's accept queue for a listening socket, as Linux reports it. On other systems, nothing is known.
 *
 * <p>The depth is in the socket's row of /proc/net/tcp6 or tcp. The limit is not; `ss` asks the kernel for it.
 */
final class KernelQueue {

    private static final String LISTEN = " 0A ";
    private static final int SOCKET = 1;
    private static final int QUEUES = 4;        // BYTES_TO_SEND:CONNECTIONS_TO_ACCEPT, in hex
    private static final int INODE = 9;
    private static final Pattern SS = Pattern.compile("LISTEN\\s+\\d+\\s+(\\d+)\\s.*");

    private final int port;
    private final String portInHex;
    private String inode;           // of this server's socket; null until it is first found
    private OptionalInt limit;      // null until it is first read; it never changes

    KernelQueue(int port) {
        this.port = port;
        this.portInHex = ":%04X".formatted(port);
    }

    /** Returns how many connections the kernel has completed and the server has not accepted yet. */
    synchronized OptionalInt depth() {
        for (String table : List.of("/proc/net/tcp6", "/proc/net/tcp")) {
            try (var rows = Files.lines(Path.of(table))) {
                OptionalInt depth = rows.filter(row -> row.contains(LISTEN))
                        .map(row -> row.strip().split("\\s+"))
                        .filter(this::isListener)
                        .mapToInt(row -> Integer.parseInt(row[QUEUES].substring(row[QUEUES].indexOf(':') + 1), 16))
                        .findFirst();
                if (depth.isPresent()) {
                    return depth;
                }
            } catch (IOException notLinux) {
                // The depth stays unknown.
            }
        }
        return OptionalInt.empty();
    }

    /** Returns how many connections may wait there: the backlog, as the kernel adjusted it. */
    synchronized OptionalInt limit() {
        if (limit == null) {
            limit = readLimit();
        }
        return limit;
    }

    /** Returns `{"depth":6,"limit":128}`, with null for a number that is not known. */
    String json() {
        return "{\"depth\":%s,\"limit\":%s}".formatted(json(depth()), json(limit()));
    }

    private static String json(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "null";
    }

    private boolean isListener(String[] row) {
        if (!row[SOCKET].endsWith(portInHex)) {
            return false;
        }
        if (inode == null && isOpen("socket:[" + row[INODE] + "]")) {
            inode = row[INODE];
        }
        return row[INODE].equals(inode);
    }

    /** Returns whether this process has `socket` open: another program may use the same port on another address. */
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
