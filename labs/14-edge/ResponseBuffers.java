/**
 * The memory for content of backends that clients have not taken yet.
 *
 * @param most how many bytes a response may have there; 0 for none
 * @param budget how many all of them may have
 */
record ResponseBuffers(int most, BodyBudget budget) {

    static Flags flags(Flags flags) {
        return flags
                .withNumber("response-buffer", 1 << 20, 0, Integer.MAX_VALUE,
                        "how many bytes of a response the server takes from a backend before its client does")
                .withNumber("response-budget", (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 8),
                        0, Integer.MAX_VALUE, "how many bytes of all responses may wait for their clients together");
    }

    static ResponseBuffers from(Flags flags) {
        return new ResponseBuffers(flags.number("response-buffer"), new BodyBudget(flags.number("response-budget")));
    }

    /** Returns the same response of a backend, whose content is taken at the speed of that ({@link ResponseBuffer}). */
    // task buffer
    Response around(Response response) {
        Todo.report("buffer");
        return response;
    }
}
