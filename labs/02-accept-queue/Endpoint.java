// Given: nothing in this file is for you to write.
/**
 * What an {@link Engine} starts with: the server's listening side.
 *
 * @param maxConnections how many connections may be served at the same time
 * @param overload what happens to a connection for which there is no room
 * @param acceptor puts the connections that it gets into `queue`
 */
record Endpoint(Listener listener, int maxConnections, ConnectionCounters counters, AcceptQueue queue,
        OverloadHandler overload, Listener.ConnectionHandler acceptor) {

    /** Starts the thread that accepts connections, for an engine that takes them from `queue`. Returns it. */
    Thread startAcceptor() {
        return Server.startAccepting("acceptor", listener, acceptor);
    }
}
