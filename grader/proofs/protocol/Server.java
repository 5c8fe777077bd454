package grader.proofs.protocol;

/** Lab 07's server without its sockets: makes connections, one at a time. A thread has its own. */
public interface Server {

    /** @param probe sees what the server does for this connection, and tells it the time */
    Wire connect(HandlerProbe probe);

    /** How many buffers are borrowed. */
    int borrowed();

    /** How many bytes of the budget for content are taken. */
    long taken();
}
