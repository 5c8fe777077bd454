package grader.machine.os;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Asks the Linux kernel for one TCP socket by its addresses, over netlink (sock_diag(7)).
 *
 * <p>/proc/net/tcp tells the same, but for each look the kernel walks through its whole table, which takes
 * milliseconds; this takes microseconds, however many sockets there are.
 */
final class SockDiag {

    private static final int AF_NETLINK = 16;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final int MSG_DONTWAIT = 0x40;       // the reply is there when `send` returns
    private static final short NLM_F_REQUEST = 1;
    private static final short SOCK_DIAG_BY_FAMILY = 20;
    private static final short NLMSG_ERROR = 2;
    private static final int NO_SUCH_SOCKET = -2;       // ENOENT
    private static final byte AF_INET = 2;
    private static final byte AF_INET6 = 10;
    private static final byte IPPROTO_TCP = 6;
    private static final int ANY_COOKIE = -1;

    // struct nlmsghdr is 16 bytes; then struct inet_diag_req_v2 of 56, or in the reply struct inet_diag_msg
    private static final int HEADER = 16;
    private static final int SEQUENCE = 8;
    private static final int REQUEST = HEADER + 56;
    private static final int ANSWER = 4096;
    private static final int SOURCE_PORT = HEADER + 8;
    private static final int TARGET_PORT = HEADER + 10;
    private static final int SOURCE = HEADER + 12;
    private static final int TARGET = HEADER + 28;
    private static final int STATE = HEADER + 1;        // of the reply
    private static final int COOKIE = HEADER + 48;
    private static final int UNREAD = HEADER + 56;
    private static final int INODE = HEADER + 68;
    private static final ValueLayout.OfShort PORT = JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);

    private static final Optional<SockDiag> INSTANCE = open();

    private final int netlink;
    private final MethodHandle send;
    private final MethodHandle recv;
    private int sequence;

    private SockDiag(int netlink, MethodHandle send, MethodHandle recv) {
        this.netlink = netlink;
        this.send = send;
        this.recv = recv;
    }

    /** Empty where there is no such thing, or where it is forbidden. */
    static Optional<SockDiag> instance() {
        return INSTANCE;
    }

    private static Optional<SockDiag> open() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        try {
            int netlink = (int) LibC.function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT)
                    .invokeExact(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
            SockDiag diag =
                    new SockDiag(netlink, LibC.function("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT),
                            LibC.function("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
            diag.listener(new InetSocketAddress("127.0.0.1", 1));    // is it allowed?
            return Optional.of(diag);
        } catch (Throwable forbidden) {     // what a method handle may throw
            return Optional.empty();
        }
    }

    Optional<SocketTable.Entry> listener(InetSocketAddress at) {
        boolean four = at.getAddress().getAddress().length == 4;
        return find(at, new InetSocketAddress(four ? "0.0.0.0" : "::", 0)).filter(SocketTable.Entry::listens);
    }

    Optional<SocketTable.Entry> connection(InetSocketAddress local, InetSocketAddress remote) {
        return find(local, remote).filter(found -> !found.listens());
    }

    /**
     * The kernel looks for a connection first, and then for the listener that one would come to.
     *
     * @throws IllegalStateException if it does not answer
     */
    private synchronized Optional<SocketTable.Entry> find(InetSocketAddress local, InetSocketAddress remote) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST, 4);
            request.set(JAVA_INT, 0, REQUEST);
            request.set(JAVA_SHORT, 4, SOCK_DIAG_BY_FAMILY);
            request.set(JAVA_SHORT, 6, NLM_F_REQUEST);
            request.set(JAVA_INT, SEQUENCE, ++sequence);
            request.set(JAVA_BYTE, HEADER, local.getAddress().getAddress().length == 4 ? AF_INET : AF_INET6);
            request.set(JAVA_BYTE, HEADER + 1, IPPROTO_TCP);
            request.set(PORT, SOURCE_PORT, (short) local.getPort());
            request.set(PORT, TARGET_PORT, (short) remote.getPort());
            put(local.getAddress(), request, SOURCE);
            put(remote.getAddress(), request, TARGET);
            request.set(JAVA_INT, COOKIE, ANY_COOKIE);
            request.set(JAVA_INT, COOKIE + 4, ANY_COOKIE);
            long sent = (long) send.invokeExact(netlink, request, (long) REQUEST, 0);
            MemorySegment answer = arena.allocate(ANSWER, 4);
            long received;
            do {        // what comes late for an earlier request is of no use
                received = (long) recv.invokeExact(netlink, answer, (long) ANSWER, MSG_DONTWAIT);
            } while (received >= HEADER && answer.get(JAVA_INT, SEQUENCE) != sequence);
            return read(answer, sent, received);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(InetAddress address, MemorySegment request, int offset) {
        byte[] bytes = address.getAddress();
        MemorySegment.copy(bytes, 0, request, JAVA_BYTE, offset, bytes.length);
    }

    private static Optional<SocketTable.Entry> read(MemorySegment answer, long sent, long received) {
        int type = received < HEADER + 4 ? 0 : answer.get(JAVA_SHORT, 4);
        if (type == NLMSG_ERROR && answer.get(JAVA_INT, HEADER) == NO_SUCH_SOCKET) {
            return Optional.empty();
        }
        if (type != SOCK_DIAG_BY_FAMILY || received < INODE + 4) {
            throw new IllegalStateException(
                    "sock_diag: " + sent + " bytes sent, " + received + " received, type " + type);
        }
        return Optional.of(new SocketTable.Entry(answer.get(JAVA_BYTE, STATE),
                Integer.toUnsignedLong(answer.get(JAVA_INT, UNREAD)),
                Integer.toUnsignedString(answer.get(JAVA_INT, INODE))));
    }
}
