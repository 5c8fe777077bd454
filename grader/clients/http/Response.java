package grader.clients.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One response as it came, whether it keeps to the rules or not; {@link #violations} tells where it does not. */
public class Response {

    /** A field line: the name as it came, the value without outer white space. */
    public record Field(String name, String value) {}

    /** How the end of the content is told (RFC 9112 §6.3). */
    public enum Framing {
        NONE, LENGTH, CHUNKED, CONNECTION
    }

    /**
     * What is missing of a response that is not whole.
     *
     * @param expected what should have come next
     * @param after what had come before, such as `4 of them`
     */
    public record Missing(String expected, String after) {}

    /** What the framing makes of bytes (RFC 9112 §6, §7.1). A chunk ends with a CR LF of its own. */
    public enum PartKind {
        HEAD, BODY, CHUNK_SIZE, CHUNK_END, TRAILERS
    }

    /** Bytes from `start` up to `end` of the response as it came. */
    public record Part(PartKind kind, int start, int end) {}

    private final String raw;
    private final ResponseHead head;
    private final Framing framing;
    private final String body;
    private final Missing missing;
    private final List<Violation> violations;

    /**
     * @param raw the bytes of the whole response as they came
     * @param body the content, its framing taken off
     * @param missing null if nothing is
     */
    Response(String raw, ResponseHead head, Framing framing, String body, Missing missing, List<Violation> violations) {
        this.raw = raw;
        this.head = head;
        this.framing = framing;
        this.body = body;
        this.missing = missing;
        this.violations = List.copyOf(violations);
    }

    protected Response(Response other) {
        this(other.raw, other.head, other.framing, other.body, other.missing, other.violations);
    }

    /** The bytes as they came, chunk sizes and all, one char per byte. */
    public final String raw() {
        return raw;
    }

    /** The status line and the field lines with their line ends, and the empty line. */
    public final String head() {
        return head.text();
    }

    public final String statusLine() {
        return head.statusLine();
    }

    /** The status code, or 0 if there is none. */
    public final int status() {
        return head.status();
    }

    /** Every field line in order, whatever its name. */
    public final List<Field> fields() {
        return head.fields();
    }

    /** Every value of the fields called `name`, in order. */
    public final List<String> values(String name) {
        return head.values(name);
    }

    public final boolean has(String name) {
        return !values(name).isEmpty();
    }

    /** The members of a list field, in lower case (RFC 9110 §5.6.1). */
    public final List<String> list(String name) {
        return values(name).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .map(member -> member.strip().toLowerCase(Locale.ROOT))
                .filter(member -> !member.isEmpty())
                .toList();
    }

    /** Whether the server says that the connection ends after it (RFC 9112 §9.6). */
    public final boolean saysClose() {
        return list("Connection").contains("close");
    }

    public final boolean isInterim() {
        return status() / 100 == 1 && status() != 101;
    }

    /** The content, one char per byte. */
    public final String body() {
        return body;
    }

    public final Framing framing() {
        return framing;
    }

    /** All parts in order. What comes after them could not be understood. */
    public final List<Part> parts() {
        int start = head().length();
        List<Part> parts = new ArrayList<>(List.of(new Part(PartKind.HEAD, 0, start)));
        if (framing == Framing.CHUNKED) {
            parts.addAll(ChunkReader.parts(raw, start));
        } else if (raw.length() > start) {
            parts.add(new Part(PartKind.BODY, start, raw.length()));
        }
        return parts;
    }

    /** The framing that the fields announce, for a response to HEAD, too. */
    public final Framing announced() {
        return head.framing();
    }

    /** What is missing where the bytes ended too early, or could not be understood any further. */
    public final Optional<Missing> missing() {
        return Optional.ofNullable(missing);
    }

    public final boolean isWhole() {
        return missing == null;
    }

    public final List<Violation> violations() {
        return violations;
    }

    /** The first violation of this rule. */
    public final Optional<Violation> violation(Rule rule) {
        return violations.stream().filter(one -> one.rule() == rule).findFirst();
    }
}
