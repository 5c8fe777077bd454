/** Admits the content of requests only if there is memory for all of it. Page: docs/pages/lab13.adoc. */
record LimitedBodies(BodyBudget budget, int mostPerRequest) implements Admission {

    static Flags flags(Flags flags) {
        return flags
                .withNumber("max-memory-per-request", 1 << 20, 0, Integer.MAX_VALUE,
                        "how many bytes of its content a request may have in memory")
                .withNumber("body-budget", (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4), 0,
                        Integer.MAX_VALUE, "how many bytes the content of all requests may have in memory together");
    }

    /**
     * Rejects a request whose head announces more than there is room for, before any memory is taken for it: with 413
     * if it is more than a request may have, with 503 and `Retry-After: 1` if that much is not left now. Otherwise
     * admits what was announced, and not a byte more; of chunked content, as much as a request may have.
     */
    // task limits
    @Override
    public Content admit(Head head, RequestContext context, int maxBody) {
        Todo.report("limits");
        return budget.admit(head, context, maxBody);
    }
}
