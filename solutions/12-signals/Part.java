import java.util.Locale;

/**
 * The parts of a request's time, in the order of its way: five of the seven stops, and the waits between stops. At the
 * stop `accept` there is nothing but the wait in the queue, and no part waits in the kernel: Java does not tell for how
 * long a connection was there.
 */
enum Part {
    /** In the server's own queue, until its connection is served. */
    QUEUE,
    /** Until a thread reads what has arrived, and until its turn. */
    WORKER,
    /** Its bytes become a request; also, until the last of them has arrived. */
    PARSE,
    /** In the layers of the onion, on the way in. */
    MIDDLEWARE,
    /** Its handler is looked for. */
    ROUTE,
    /** In its handler, and the layers around that one. */
    HANDLE,
    /** In the layers of the onion, on the way out. */
    SERIALIZE,
    /** Until the output has room for its response, after those before it. */
    BUFFER,
    /** Its response becomes bytes, piece by piece. */
    DRAIN,
    /** Until the kernel takes these bytes: for a client that is slow, or leaves. */
    CLIENT;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** Returns the part that begins when a request reaches `stage`; null if that time is not the request's. */
    static Part after(RequestStage stage) {
        return switch (stage) {
            case ACCEPT -> QUEUE;
            case SERVE, END -> null;        // After SERVE, the client may not have sent anything for long.
            case ARRIVE, QUEUE -> WORKER;
            case PARSE -> PARSE;
            case MIDDLEWARE -> MIDDLEWARE;
            case ROUTE -> ROUTE;
            case HANDLE -> HANDLE;
            case SERIALIZE -> SERIALIZE;
            case BUFFER -> BUFFER;
            case DRAIN -> DRAIN;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
