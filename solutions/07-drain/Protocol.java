import java.nio.ByteBuffer;

/**
 * The protocol of one connection, without its socket.
 *
 * <p>An engine owns the socket. It asks what the connection `wants`, does exactly that, and asks again. A protocol
 * knows neither sockets nor threads, so it can be tested without them. Only one thread at a time calls it, except for
 * {@link #cancel}. Page: docs/pages/lab07.adoc.
 */
interface Protocol {

    enum Wants {
        /** Read input; then call {@link #receive}, or {@link #endOfInput} if the client sends no more. */
        READ,
        /** Write what {@link #output} returns, as much as the socket takes; then call {@link #sent}. */
        WRITE,
        /** Call {@link #work}, which may block. At the deadline, interrupt its thread. */
        WORK,
        /**
         * Half-close the socket once; then read and drop what comes until the client ends its side or the deadline
         * passes. This way the last response is not lost.
         */
        LINGER,
        /** Close the socket, or let the {@link #tunnel} have it. */
        CLOSE,
        /** Close the socket so that the client sees that something is missing. */
        RESET
    }

    /** The value of {@link #deadline} when there is none. */
    long NEVER = Long.MAX_VALUE;

    /** Returns what the engine must do next. Cheap, and changes nothing. */
    Wants wants();

    /**
     * Called before `receive` by an engine that may come late to what has arrived.
     *
     * @param nanos when that was, in System.nanoTime nanoseconds: the end of the last look at the socket that did not
     *        find it, or a later time before it arrived; 0 if no one asks for times
     */
    default void arrived(long nanos) {}

    /** Takes all of `in`, a buffer on the heap. The engine may reuse it afterward. */
    void receive(ByteBuffer in);

    /** Called instead of `receive` at the end of input. Afterward, it wants neither READ nor LINGER. */
    void endOfInput();

    /** Returns the bytes to write next. They stay valid until `sent` is called. */
    ByteBuffer output();

    /** Called after a write. The position of the output buffer says how many bytes were written, perhaps none. */
    void sent();

    /** Does the work that may block. No other method may wait for anything. */
    void work();

    /**
     * Returns whether its WORK has waited for so long that its client may have left. An engine that can then looks
     * before it calls `work`: if the client has reset the connection, the work is in vain.
     */
    default boolean checksClient() {
        return false;
    }

    /**
     * Called by another thread when no one waits for the result of WORK: the client has reset the connection, or the
     * engine ends. The engine then interrupts the thread that works. The end of input is no reset.
     */
    void cancel();

    /** Returns the time by which what it wants must happen, in {@link Clock} milliseconds, or {@link #NEVER}. */
    long deadline();

    /**
     * Returns whether it wants READ and no byte of a request has arrived. Its deadline then ends it without a response.
     */
    boolean isIdle();

    /** Called when the deadline has passed, except during WORK. Afterward, it wants something else. */
    void onDeadline();

    /** Returns what takes over the connection of a protocol that wants CLOSE; null if nothing does. */
    default Tunnel tunnel() {
        return null;
    }

    /**
     * Checks that it wants something other than `over`, which has just ended or timed out. The same thing would only
     * end again, immediately and forever. That loop would occupy a processor at the expense of all other clients.
     *
     * @throws IllegalStateException if it still wants that
     */
    default void requireProgress(Wants over) {
        if (wants() == over) {
            throw new IllegalStateException("the connection still wants " + over + ", which has ended or timed out");
        }
    }

    /** Called when the socket is closed: once, as the last call, whatever has happened. */
    void closed();
}
