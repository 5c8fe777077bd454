package grader.clients.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * One who speaks with the server. Without a name, it has a number in the transcript, which is decided when the steps
 * are shown: only who is seen there has one.
 */
public final class Peer {

    private static final int FEW_BYTES = 64 << 10;

    private final boolean admin;
    private final String name;      // in the transcript; empty: it has a number there
    private final String address;   // from which it connects; empty: the system chooses
    private final int room;         // for what it has not read, in bytes; 0: the system chooses

    private Peer(boolean admin, String name, String address, int room) {
        this.admin = admin;
        this.name = name;
        this.address = address;
        this.room = room;
    }

    public static Peer client() {
        return client("");
    }

    /** A client that connects from this address of the machine. */
    public static Peer client(String address) {
        return new Peer(false, "", address, 0);
    }

    /** A client with this name in the transcript. */
    public static Peer named(String name) {
        return new Peer(false, name, "", 0);
    }

    /** One for which the kernel keeps little of what it has not read. */
    public static Peer slow() {
        return slow(FEW_BYTES);
    }

    /** One for which the kernel keeps about so many bytes that it has not read. */
    public static Peer slow(int room) {
        return new Peer(false, "", "", room);
    }

    /** The client of the admin port. */
    public static Peer admin() {
        return new Peer(true, "", "", 0);
    }

    String name() {
        return name;
    }

    boolean isAdmin() {
        return admin;
    }

    /** What it asks of the system before it connects. */
    public void prepare(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        if (room > 0) {
            socket.setReceiveBufferSize(room);     // before it connects: RFC 7323 §2.2
        }
        if (!address.isEmpty()) {
            socket.bind(new InetSocketAddress(address, 0));
        }
    }

    /** Such as ` from 127.0.0.7`; empty where the system chooses. */
    String from() {
        return address.isEmpty() ? "" : " from " + address;
    }
}
