package grader.clients.rest;

import java.util.Optional;

/** JSON that a parser can read with little memory, and without recursion that exhausts the stack. */
final class JsonBounds {

    private static final int MOST_LEVELS = 500;
    private static final int MOST_VALUES = 100_000;

    private JsonBounds() {}

    /** Why no parser should be given this; empty for what is not JSON, too. */
    static Optional<String> excess(byte[] body) {
        int start = 0;
        while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
            start++;
        }
        if (start == body.length || body[start] != '{' && body[start] != '[') {
            return Optional.empty();
        }
        int levels = 0;
        int values = 0;
        boolean quoted = false;
        for (int i = start; i < body.length; i++) {
            switch (body[i]) {
                case '"' -> quoted = !quoted;
                case '\\' -> i += quoted ? 1 : 0;
                case '{', '[' -> levels += quoted ? 0 : 1;
                case '}', ']' -> levels -= quoted ? 0 : 1;
                case ',' -> values += quoted ? 0 : 1;
                default -> {}
            }
            if (levels > MOST_LEVELS) {
                return Optional.of("it is nested more than " + MOST_LEVELS + " levels deep");
            }
            if (values > MOST_VALUES) {
                return Optional.of("it has more than " + MOST_VALUES + " values");
            }
        }
        return Optional.empty();
    }
}
