/**
 * Limits on how long a client may take and how much it may send. Times are in milliseconds.
 *
 * @param idle the time between two requests, and before the first
 * @param request the time from the first byte of a request to its last; for a request sent ahead, from its turn
 * @param handler the time for one call of a handler, or one piece of a source
 * @param write the time for each buffer of up to 65 KiB; the server sees that the kernel has taken it, not that the
 *        client has read it
 * @param maxBody the maximum number of bytes of content
 * @param other one more limit on the time of each request
 */
record ConnectionLimits(int idle, int request, int handler, int write, int maxBody, RequestLimit other) {

    /** How long the server waits for the last bytes of a client after the last response. */
    static final int LINGER = 2_000;

    /** How long a response may take that comes when the time of its request is over. */
    static final int LAST = 1_000;

    ConnectionLimits(int idle, int request, int handler, int write, int maxBody) {
        this(idle, request, handler, write, maxBody, RequestLimit.NONE);
    }

    static Flags flags(Flags flags) {
        return flags
                .withNumber("idle-timeout", 10_000, 1, Integer.MAX_VALUE,
                        "how long a connection may be without a request, in milliseconds")
                .withNumber("request-timeout", 10_000, 1, Integer.MAX_VALUE,
                        "how long a request may take, from its first byte to its last, in milliseconds")
                .withNumber("handler-timeout", 60_000, 1, Integer.MAX_VALUE,
                        "how long a handler may take until it is interrupted, in milliseconds")
                .withNumber("write-timeout", 10_000, 1, Integer.MAX_VALUE,
                        "how long a client may take nothing of its response, in milliseconds")
                .withNumber("max-body", 1_048_576, 0, Integer.MAX_VALUE,
                        "how many bytes of content a request may have");
    }

    static ConnectionLimits from(Flags flags) {
        return new ConnectionLimits(flags.number("idle-timeout"),
                flags.number("request-timeout"),
                flags.number("handler-timeout"),
                flags.number("write-timeout"), flags.number("max-body"));
    }

    /** Returns the same limits, and one more. */
    ConnectionLimits with(RequestLimit limit) {
        return new ConnectionLimits(idle, request, handler, write, maxBody, limit);
    }
}
