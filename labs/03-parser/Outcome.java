// Given: nothing in this file is for you to write.
/**
 * How a response has ended.
 *
 * @param bytes of its content that were put into the output. If the response is not complete, the client may have
 *        received fewer.
 * @param brokenBy what broke it off; null if all of it was passed to the kernel
 */
record Outcome(long bytes, Cause brokenBy) {

    /** What broke off a response. */
    enum Cause {
        /** The client left, or reset its connection. */
        CLIENT,
        /** The server could not make the rest, or ended. */
        SERVER,
        /** The client took nothing for too long. */
        TIMEOUT
    }

    boolean complete() {
        return brokenBy == null;
    }
}
