// Given: nothing in this file is for you to write.
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one request, all of it: nobody likes to mend one field to hear of the next. */
final class ValidationErrors {

    // Who makes more of them does not read them all, and the answer stays short.
    private static final int MAX_ERRORS = 1_000;

    private record ValidationError(String pointer, String detail) {}

    private final List<ValidationError> all = new ArrayList<>();

    /**
     * @param pointer where it is, as a JSON Pointer (RFC 6901) such as `/items/0/sku`; empty for the whole
     * @param detail what is wrong there, for whoever wrote the client
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

    /** A 422 problem with all of them as the member `errors`, as in the example of RFC 9457 §3. */
    CheckoutRejected toRejection() {
        String detail = all.size() == 1 ? all.getFirst().detail() : all.size() + " fields are wrong";
        return new CheckoutRejected(Problem.withJson(Problem.of(422, detail), "errors", Json.write(all)));
    }
}
