/**
 * How a response has ended.
 *
 * @param bytes of its content that were put into the output. If the response is not complete, the client may have
 *        received fewer.
 * @param complete whether all of the response was passed to the kernel; otherwise it was broken off
 */
record Outcome(long bytes, boolean complete) {}
