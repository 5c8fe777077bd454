// Given: nothing in this file is for you to write.
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * An accepted connection.
 *
 * @param at when it was accepted, in System.nanoTime nanoseconds; an overloaded server first checks how long it waited
 */
record AcceptedSocket(Socket socket, long at) {

    Peer peer() {
        return new Peer((InetSocketAddress) socket.getRemoteSocketAddress(), at);
    }
}
