/**
 * What a {@link ConnectionPool} has to know about its connections, whatever they lead to.
 *
 * @param <E> what a borrower gets if there is no connection
 */
interface ConnectionFactory<C extends AutoCloseable, E extends Exception> {

    /** Opens a connection. An interrupt of the thread ends the wait for it. */
    C open() throws E, InterruptedException;

    /** Asks the peer of an idle connection whether it still responds. Blocks. */
    boolean isValid(C connection) throws E, InterruptedException;

    /** Returns whether a connection that was returned is open, as far as this side knows. */
    boolean isOpen(C connection) throws E;

    /** Makes a connection as it was when it was opened, whatever its borrower has left. Blocks. */
    void reset(C connection) throws E;

    /** Returns the exception for a borrower that has waited for `nanos` nanoseconds until a connection is free. */
    E timeout(long nanos);

    /** Returns the exception for a borrower that has waited for `nanos` nanoseconds for the peer. */
    E silent(long nanos);

    /** Returns the exception for a borrower that comes after the pool was closed. */
    E closed();
}
