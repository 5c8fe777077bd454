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
    // task validators
    int evaluate(boolean reads, Validators now) {
        Todo.report("validators");
        return reads ? TRUE : FAILED;
    }

    /**
     * Returns whether the field `name` matches: its value is `*`, and there is a representation, or one of its tags
     * matches the tag of the representation.
     *
     * @param weakly whether tags are compared weakly
     */
    // task validators
    private boolean matches(String name, Validators now, boolean weakly) {
        throw new Todo("validators");
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
