import java.util.Set;
import java.util.TreeSet;

/**
 * One field line of a response, such as `Allow: GET, HEAD`.
 *
 * <p>A value with a line break in it would be two lines to the client, or the end of the head: a client that can put
 * one there writes responses in our name (response splitting). Such a field cannot be made.
 *
 * @param name a token (RFC 9110 §5.6.2), and none of those that are the connection's business
 * @param value without control characters but HTAB (RFC 9110 §5.5)
 */
record Field(String name, String value) {

    private static final Set<String> RESERVED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        RESERVED.addAll(Set.of("Connection", "Content-Length", "Transfer-Encoding"));
    }

    /** @throws IllegalArgumentException if the client could not read it, or would read something else */
    Field {
        if (name.isEmpty() || !Ascii.containsOnly(Ascii.TOKEN, name) || RESERVED.contains(name)) {
            throw new IllegalArgumentException("a handler may not send a field called '" + name + "'");
        }
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)) {
            throw new IllegalArgumentException("the value of the field " + name + " has a control character");
        }
    }
}
