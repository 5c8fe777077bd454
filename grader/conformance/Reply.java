package grader.conformance;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One answer, read strictly: whatever does not match the grammar is a fault.
 *
 * @param raw the bytes of its head, and of its body as they came, a char a byte
 * @param fields field lines in order: the name in lower case, the value
 * @param content what the body says, its framing taken off
 * @param framing how its end was found
 * @param faults what does not match the grammar
 */
record Reply(String raw, String statusLine, int status, List<Field> fields, String content, Framing framing,
        List<Fault> faults) {

    record Field(String name, String value) {}

    enum Framing { NONE, LENGTH, CHUNKED, CLOSE, CUT_OFF }

    enum About { STATUS_LINE, FIELD_LINE, LINE_END, FRAMING, CHUNK }

    record Fault(About about, String what) {}

    /** Fields that are no lists. Of what stands in none of the RFCs nobody knows whether it is one. */
    private static final Set<String> SINGLE = Set.of("age", "content-length", "content-location", "content-range",
            "content-type", "date", "etag", "expires",
            "last-modified", "location", "max-forwards", "retry-after", "server");

    boolean isInterim() {
        return status >= 100 && status < 200 && status != 101;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isClientError() {
        return status >= 400 && status < 500;
    }

    boolean has(String name) {
        return !all(name).isEmpty();
    }

    List<String> all(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
    }

    /** The members of a list, in lower case. */
    List<String> list(String name) {
        return all(name).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(member -> member.strip().toLowerCase(Locale.ROOT))
                .filter(member -> !member.isEmpty())
                .toList();
    }

    /** Names that stand more than once, of fields that are no lists. */
    List<String> repeated() {
        return fields.stream()
                .map(Field::name)
                .filter(name -> SINGLE.contains(name) && all(name).size() > 1)
                .distinct()
                .toList();
    }

    /** Whether its server says that the connection ends behind it. */
    boolean saysClose() {
        return list("connection").contains("close");
    }

    boolean isWhole() {
        return framing != Framing.CUT_OFF;
    }

    Reply expect(int... allowed) {
        for (int one : allowed) {
            if (one == status) {
                return this;
            }
        }
        throw new Unmet("expected " + words(allowed) + ", got " + brief());
    }

    Reply expect(boolean right, String what) {
        if (!right) {
            throw new Unmet("expected " + what + ", got " + brief());
        }
        return this;
    }

    Reply expectContent(String expected) {
        return expect(content.equals(expected), "the content \"" + Seen.visible(expected) + "\"");
    }

    /** The first lines of it. */
    String brief() {
        return Seen.visible(statusLine) + (content.isEmpty() ? ""
                : " with \"" + Seen.visible(content.substring(0, Math.min(content.length(), 60))) + "\"");
    }

    static String words(int... statuses) {
        return String.join(" or ", java.util.Arrays.stream(statuses).mapToObj(String::valueOf).toList());
    }
}
