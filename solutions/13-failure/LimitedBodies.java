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
    // task limits, until then: return budget.admit(head, context, maxBody);
    @Override
    public Content admit(Head head, RequestContext context, int maxBody) {
        int most = Math.min(maxBody, mostPerRequest);
        Framing framing = Framing.of(head);
        long announced = framing.length();
        if (announced > most) {
            throw new HttpException(413, "the content is longer than " + most + " bytes");
        }
        if (announced > budget.limit() - budget.taken()) {
            throw new HttpException(503, "other requests have all the memory for content", 1);
        }
        return budget.admit(head, context, framing.chunked() ? most : (int) announced);
    }
}
