import java.nio.ByteBuffer;

/**
 * One connection without its socket.
 *
 * <p>An engine has the socket. It asks what the connection `wants`, does just that, and asks again. So a protocol knows
 * neither sockets nor threads, and can be tried without them. One thread at a time calls it. Page:
 * docs/pages/lab07.adoc.
 */
interface Protocol {

    enum Wants {
        /** More input: {@link #receive}, or {@link #endOfInput} if the client sends no more. */
        READ,
        /** Write what {@link #output} returns, as much as the socket takes; then {@link #sent}. */
        WRITE,
        /** {@link #work}, which may take its time. At the deadline its thread is interrupted. */
        WORK,
        /**
         * End the sending side, once; then read and drop what comes, until the client ends its side or the deadline
         * passes: so the last response is not lost.
         */
        LINGER,
        /** Close the socket. */
        CLOSE,
        /** Close it so that the client sees that something is missing. */
        RESET
    }

    /** There is no deadline. */
    long NEVER = Long.MAX_VALUE;

    /** What is to be done next. Cheap, and changes nothing. */
    Wants wants();

    /** Takes all of `in`, a buffer on the heap, which is the engine's own again afterwards. */
    void receive(ByteBuffer in);

    /** In place of `receive`: the client sends no more. From now on it wants neither READ nor LINGER. */
    void endOfInput();

    /** The bytes to write next, until `sent` is called. */
    ByteBuffer output();

    /** The position of that buffer says how many of its bytes have been written: perhaps none. */
    void sent();

    /** The only method that may wait for anything. */
    void work();

    /** The time up to which what it wants has to happen, in milliseconds of its {@link Clock}, or {@link #NEVER}. */
    long deadline();

    /** Whether it wants READ and nothing of a request has come: then its deadline ends it without a response. */
    boolean isIdle();

    /** The deadline is over, and it wants something other than WORK. What it wants now is something else. */
    void onDeadline();

    /** The socket is closed. Called once, as the last, whatever has happened. */
    void closed();
}
