// Given: nothing in this file is for you to write.
/** One more limit on the time of a request, beside those of the phases. Used from lab 13 on. */
interface RequestLimit {

    /** No such limit. */
    RequestLimit NONE = (phase, began, head) -> Protocol.NEVER;

    /**
     * Returns by when a request must have left a phase. All times are in {@link Clock} milliseconds.
     *
     * @param began when its first byte arrived; for a request that was sent ahead, when its turn began
     * @param head when its head was complete; {@link Protocol#NEVER} as long as it is not
     */
    long deadline(Phase phase, long began, long head);

    /**
     * Returns whether the server looks if the client is still there before it handles a request
     * ({@link Protocol#checksClient}).
     */
    default boolean checksClient(RequestContext request) {
        return false;
    }
}
