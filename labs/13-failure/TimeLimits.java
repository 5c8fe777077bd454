/**
 * The limits on the time of a whole request, beside those of lab 07 on its phases. Page: docs/pages/lab13.adoc.
 *
 * @param header milliseconds from the first byte of a request to the end of its head
 * @param body milliseconds from there to the end of its content
 * @param total milliseconds from its first byte to the last byte of its response
 */
record TimeLimits(int header, int body, int total) implements RequestLimit {

    static Flags flags(Flags flags) {
        return flags
                .withNumber("header-timeout", 5_000, 1, Integer.MAX_VALUE,
                        "how long the head of a request may take, in milliseconds")
                .withNumber("body-timeout", 10_000, 1, Integer.MAX_VALUE,
                        "how long the content of a request may take, from the end of its head, in milliseconds")
                .withNumber("total-timeout", 30_000, 1, Integer.MAX_VALUE,
                        "how long a request and its response may take together, in milliseconds");
    }

    static TimeLimits from(Flags flags) {
        return new TimeLimits(flags.number("header-timeout"), flags.number("body-timeout"),
                flags.number("total-timeout"));
    }

    /**
     * Returns the earliest moment that a limit sets in this phase: while RECEIVING, that of the head or of the content,
     * and that of the whole; while HANDLING, PRODUCING or SENDING, that of the whole. Other phases belong to no
     * request.
     */
    // task timeouts
    @Override
    public long deadline(Phase phase, long began, long head) {
        Todo.report("timeouts");
        return Protocol.NEVER;
    }

    /**
     * Returns whether a request has waited ({@link Waiting#of}) long enough that its client may have given up: more
     * than 10 ms. To look costs a few microseconds, so a server that keeps up never does.
     */
    // task cancel
    @Override
    public boolean checksClient(RequestContext request) {
        Todo.report("cancel");
        return false;
    }
}
