// Given: nothing in this file is for you to write.
import java.net.Socket;

/**
 * A connection that was accepted.
 *
 * @param at when, in nanoseconds of System.nanoTime: how long it has waited is what an overloaded server asks first
 */
record AcceptedSocket(Socket socket, long at) {}
