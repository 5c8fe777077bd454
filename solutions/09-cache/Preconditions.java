import java.util.List;
import java.util.stream.Stream;

/**
 * The conditions of a request: it asks for something, but only if the state of the resource is, or is not, the state
 * that the client knows (RFC 9110 §13.1).
 *
 * <p>A client that has the content asks for a new one only (304 otherwise). A client that wants to change something
 * makes sure that no other client has changed it in the meantime (412 otherwise).
 */
record Preconditions(Fields fields) {

    /** The conditions are true, or there are none: handle the request. */
    static final int TRUE = 200;
    static final int NOT_MODIFIED = 304;
    static final int FAILED = 412;

    private static final List<String> NAMES =
            List.of("if-match", "if-none-match", "if-modified-since", "if-unmodified-since");

    static Preconditions of(Request request) {
        return new Preconditions(request.head().fields());
    }

    boolean isEmpty() {
        return NAMES.stream().noneMatch(fields::has);
    }

    /** Returns whether a condition names this tag. */
    boolean name(EntityTag tag) {
        return Stream.of("if-match", "if-none-match")
                .flatMap(name -> EntityTag.list(fields.values(name)).stream())
                .anyMatch(tag::matchesWeakly);
    }

    /** Returns the response if a condition is false, and the client wants to change something. */
    static Response failed() {
        return Problem.of(FAILED, "the state of the resource is not the one in the request's conditions");
    }

    /**
     * Returns what the conditions mean for the response, with the precedence of RFC 9110 §13.2.2: {@link #TRUE},
     * {@link #FAILED}, or for GET and HEAD {@link #NOT_MODIFIED}. `If-Match` compares strongly, `If-None-Match` weakly
     * ({@link #matches}). A date counts only if it is valid ({@link HttpDate#in}), and if it is known when the resource
     * was modified.
     *
     * @param reads whether the method is GET or HEAD
     * @param now the state of the resource
     */
    // task validators, until then: return reads ? TRUE : FAILED;
    int evaluate(boolean reads, Validators now) {
        if (fields.has("if-match")) {
            if (!matches("if-match", now, false)) {
                return FAILED;
            }
        } else if (isLater(now, "if-unmodified-since")) {
            return FAILED;
        }
        if (fields.has("if-none-match")) {
            if (matches("if-none-match", now, true)) {
                return reads ? NOT_MODIFIED : FAILED;
            }
        } else if (reads && isKnown(now, "if-modified-since") && !isLater(now, "if-modified-since")) {
            return NOT_MODIFIED;
        }
        return TRUE;
    }

    /**
     * Returns whether the field `name` matches: its value is `*`, and there is a representation, or one of its tags
     * matches the tag of the representation.
     *
     * @param weakly whether tags are compared weakly
     */
    // task validators
    private boolean matches(String name, Validators now, boolean weakly) {
        List<String> values = fields.values(name);
        if (values.equals(List.of("*"))) {
            return now.exists();
        }
        return now.tag() != null && EntityTag.list(values)
                .stream()
                .anyMatch(tag -> weakly ? tag.matchesWeakly(now.tag()) : tag.matchesStrongly(now.tag()));
    }

    /** Returns whether the resource was modified later than the date in a field says. */
    private boolean isLater(Validators now, String name) {
        return isKnown(now, name) && now.lastModified() > HttpDate.in(fields, name);
    }

    /** Returns whether both dates are known. */
    private boolean isKnown(Validators now, String name) {
        return now.lastModified() != Validators.UNKNOWN && HttpDate.in(fields, name) != Validators.UNKNOWN;
    }
}
