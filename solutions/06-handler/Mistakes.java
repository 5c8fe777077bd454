import java.util.ArrayList;
import java.util.List;

/** What is wrong with a request, all of it: a client should not have to mend one field after the other to hear of the next. Given. */
final class Mistakes {

    /** @param pointer where, as a JSON Pointer (RFC 6901), such as `/items/0/sku`; empty for the whole */
    private record Mistake(String pointer, String detail) {}

    private final List<Mistake> all = new ArrayList<>();

    void add(String pointer, String detail) {
        all.add(new Mistake(pointer, detail));
    }

    /** @throws Declined with 422 and all mistakes as `errors`, if there are any (RFC 9457 §3) */
    void check() {
        if (!all.isEmpty()) {
            String detail = all.size() == 1 ? all.getFirst().detail() : all.size() + " fields are wrong";
            throw new Declined(Problem.withJson(Problem.of(422, detail), "errors", Json.text(all)));
        }
    }
}
