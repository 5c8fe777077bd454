// Given: nothing in this file is for you to write.
import java.util.ArrayList;
import java.util.List;

/** All mistakes in one request: no developer likes to fix one field only to learn of the next. */
final class ValidationErrors {

    // No client reads more of them than this, and the response stays short.
    private static final int MAX_ERRORS = 1_000;

    private record ValidationError(String pointer, String detail) {}

    private final List<ValidationError> all = new ArrayList<>();

    /**
     * @param pointer where the mistake is, as a JSON Pointer (RFC 6901) such as `/items/0/sku`; empty for the whole
     *        order
     * @param detail what is wrong there, for the developer of the client
     */
    ValidationErrors add(String pointer, String detail) {
        if (all.size() < MAX_ERRORS) {
            all.add(new ValidationError(pointer, detail));
        }
        return this;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns a 422 problem with all mistakes as the member `errors`, as in the example of RFC 9457 §3. */
    CheckoutRejected toRejection() {
        String detail = all.size() == 1 ? all.getFirst().detail() : all.size() + " fields are wrong";
        return new CheckoutRejected(Problem.withJson(Problem.of(422, detail), "errors", Json.write(all)));
    }
}
