package grader.machine.os;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What Linux tells about the TCP sockets of this machine. Elsewhere nothing is known. */
public final class SocketTable {

    private static final Path NET = Path.of("/proc/net");
    /** Those of a connection that may wait to be accepted: established, being established, ended by its client. */
    private static final Set<Integer> OPEN = Set.of(1, 3, 8);
    private static final int LISTEN = 10;
    private static final String LISTENS = " " + HexFormat.of().withUpperCase().toHexDigits((byte) LISTEN) + " ";

    /**
     * A socket.
     *
     * @param state the number of the kernel's TCP state
     * @param unread the bytes that its process has not read; of a listener, the connections that it has not accepted
     * @param inode 0 if no process has it
     */
    public record Entry(int state, long unread, String inode) {

        public boolean listens() {
            return state == LISTEN;
        }

        /** Whether a process had it once and has it no more. A connection that waits to be accepted is still open. */
        public boolean isGone() {
            return inode.equals("0") && !OPEN.contains(state);
        }
    }

    private SocketTable() {}

    public static boolean exists() {
        return Files.isReadable(NET.resolve("tcp"));
    }

    /** The listener to which connections to this address come, if it is one of these. */
    public static Optional<Entry> listener(InetSocketAddress at, Predicate<Entry> ofThese) {
        return SockDiag.instance()
                .map(kernel -> kernel.listener(at).filter(ofThese))
                .orElseGet(() -> listed(at.getPort(), 0, ofThese));
    }

    /** The end of a connection whose own address is `local`; of an IPv6 connection, too. */
    public static Optional<Entry> connection(InetSocketAddress local, InetSocketAddress remote) {
        return SockDiag.instance()
                .map(kernel -> kernel.connection(local, remote))
                .orElseGet(() -> listed(local.getPort(), remote.getPort(), any -> true));
    }

    /** Reads the table itself; of IPv6 sockets, which Java's are, first. Only rows with this port are taken apart. */
    public static Optional<Entry> listed(int port, int remotePort, Predicate<Entry> ofThese) {
        boolean listens = remotePort == 0;
        String mark = ":%04X ".formatted(port);
        String remoteMark = ":%04X ".formatted(remotePort);
        for (String name : List.of("tcp6", "tcp")) {
            try (BufferedReader rows = Files.newBufferedReader(NET.resolve(name))) {
                rows.readLine();
                // the kernel writes what listens first, and only what is read: the other thousands need not be made
                for (String row = rows.readLine(); row != null && (!listens || row.contains(LISTENS)); row =
                        rows.readLine()) {
                    int local = row.indexOf(mark);
                    if (local >= 0 && row.indexOf(remoteMark, local + mark.length()) >= 0) {
                        Optional<Entry> entry = entry(row, port, remotePort).filter(ofThese);
                        if (entry.isPresent()) {
                            return entry;
                        }
                    }
                }
            } catch (IOException unreadable) {
                // then the other table has to tell
            }
        }
        return Optional.empty();
    }

    /**
     * The columns are number, own address, the other's, state, bytes to send and bytes unread, ..., inode
     * (proc_net_tcp.rst).
     */
    private static Optional<Entry> entry(String row, int port, int remotePort) {
        String[] columns = row.trim().split("\\s+");
        long unread = Long.parseLong(columns[4].substring(columns[4].indexOf(':') + 1), 16);
        return port(columns[1]) == port && port(columns[2]) == remotePort
                ? Optional.of(new Entry(Integer.parseInt(columns[3], 16), unread, columns[9]))
                : Optional.empty();
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }
}
