import java.util.ArrayList;
import java.util.List;

/** What is wrong with one request, all of it: nobody likes to mend one field to hear of the next. Given. */
final class Mistakes {

    // Who makes more of them does not read them all, and the answer stays short.
    private static final int MOST = 1_000;

    private record Mistake(String pointer, String detail) {}

    private final List<Mistake> all = new ArrayList<>();

    /**
     * @param pointer where it is, as a JSON Pointer (RFC 6901) such as `/items/0/sku`; empty for the whole
     * @param detail what is wrong there, for whoever wrote the client
     */
    Mistakes add(String pointer, String detail) {
        if (all.size() < MOST) {
            all.add(new Mistake(pointer, detail));
        }
        return this;
    }

    boolean areNone() {
        return all.isEmpty();
    }

    /** A 422 problem with all of them as the member `errors`, as in the example of RFC 9457 §3. */
    Declined declined() {
        String detail = all.size() == 1 ? all.getFirst().detail() : all.size() + " fields are wrong";
        return new Declined(Problem.withJson(Problem.of(422, detail), "errors", Json.text(all)));
    }
}
