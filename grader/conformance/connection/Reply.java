package grader.conformance.connection;

import grader.http.Bytes;
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
public record Reply(String raw, String statusLine, int status, List<Field> fields, String content, Framing framing,
        List<Fault> faults) {

    public record Field(String name, String value) {}

    public enum Framing { NONE, LENGTH, CHUNKED, CLOSE, CUT_OFF }

    public enum About { STATUS_LINE, FIELD_LINE, LINE_END, FRAMING, CHUNK }

    public record Fault(About about, String what) {}

    /** Fields that are no lists. Of what stands in none of the RFCs nobody knows whether it is one. */
    private static final Set<String> SINGLE = Set.of("age", "content-length", "content-location", "content-range",
            "content-type", "date", "etag", "expires",
            "last-modified", "location", "max-forwards", "retry-after", "server");

    public boolean isInterim() {
        return status >= 100 && status < 200 && status != 101;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public boolean isClientError() {
        return status >= 400 && status < 500;
    }

    public boolean has(String name) {
        return !all(name).isEmpty();
    }

    public List<String> all(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).toList();
    }

    /** The members of a list, in lower case. */
    public List<String> list(String name) {
        return all(name).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(member -> member.strip().toLowerCase(Locale.ROOT))
                .filter(member -> !member.isEmpty())
                .toList();
    }

    /** Names that stand more than once, of fields that are no lists. */
    public List<String> repeated() {
        return fields.stream()
                .map(Field::name)
                .filter(name -> SINGLE.contains(name) && all(name).size() > 1)
                .distinct()
                .toList();
    }

    /** Whether its server says that the connection ends behind it. */
    public boolean saysClose() {
        return list("connection").contains("close");
    }

    public boolean isWhole() {
        return framing != Framing.CUT_OFF;
    }

    public Reply expect(int... allowed) {
        for (int one : allowed) {
            if (one == status) {
                return this;
            }
        }
        throw new Violation("expected " + words(allowed) + ", got " + brief());
    }

    public Reply expect(boolean right, String what) {
        if (!right) {
            throw new Violation("expected " + what + ", got " + brief());
        }
        return this;
    }

    public Reply expectContent(String expected) {
        return expect(content.equals(expected), "the content \"" + Bytes.brief(expected) + "\"");
    }

    /** The first lines of it. */
    String brief() {
        return Bytes.brief(statusLine) + (content.isEmpty() ? ""
                : " with \"" + Bytes.brief(content.substring(0, Math.min(content.length(), 60))) + "\"");
    }

    public static String words(int... statuses) {
        return String.join(" or ", java.util.Arrays.stream(statuses).mapToObj(String::valueOf).toList());
    }
}
