// Given: nothing in this file is for you to write.
/** How long a request has waited for the server, and not for its client. */
final class Waiting {

    private Waiting() {}

    /**
     * Returns the nanoseconds that a request has waited, until now or until its turn: its connection in the queue, its
     * first bytes for a thread to read them, and the whole request for its turn. A request that was sent ahead has
     * waited for those before it, which does not count.
     */
    static long of(RequestContext request) {
        long turn = request.time(RequestStage.MIDDLEWARE);
        return between(request.time(RequestStage.ACCEPT), request.time(RequestStage.SERVE))
                + (request.isAhead() ? 0
                        : between(request.time(RequestStage.ARRIVE), request.time(RequestStage.PARSE)))
                + between(request.time(RequestStage.QUEUE), turn == 0 ? System.nanoTime() : turn);
    }

    private static long between(long begin, long end) {
        return begin == 0 || end == 0 ? 0 : end - begin;
    }
}
