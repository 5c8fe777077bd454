/**
 * Where the time of a request went, in nanoseconds. A request is at one place at a time, so its parts add up to the
 * whole, to the nanosecond. Page: docs/pages/lab12.adoc.
 */
final class RequestTimes {

    private static final RequestStage[] STAGES = RequestStage.values();
    private static final Part[] PARTS = Part.values();

    private final long[] nanos = new long[PARTS.length];

    private RequestTimes() {}

    /**
     * Returns the times of a request up to `end`, a time of System.nanoTime.
     *
     * <p>A request need not reach every stage ({@link RequestContext#time}): a 429 has no handler. The time from a
     * stage that it has reached to the next of those belongs to {@link Part#after} the first of them, or to no part at
     * all. Of the time after DRAIN, {@link RequestContext#clientWait} belongs to CLIENT.
     */
    // task stops
    static RequestTimes of(RequestContext request, long end) {
        Todo.report("stops");
        return new RequestTimes();
    }

    /** Adds the time after a stage to its part. Several stages may have the same part; null is no stage. */
    // task stops
    private void add(RequestStage stage, long time) {
        Todo.report("stops");
    }

    /** Returns how long the request was in this part. */
    long at(Part part) {
        return nanos[part.ordinal()];
    }

    /** Returns the sum of all parts: how long the request took. */
    // task stops
    long total() {
        Todo.report("stops");
        return 0;
    }
}
