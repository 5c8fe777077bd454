import java.util.Set;
import java.util.TreeSet;

/**
 * One field line of a response, such as `Allow: GET, HEAD`.
 *
 * <p>A recipient would read a value with a line break as two lines, or as the end of the head. An attacker who can
 * inject a line break can write responses in our name (response splitting). Such a field cannot be created.
 *
 * @param name a token (RFC 9110 §5.6.2), but not the name of a field that only the connection may set
 * @param value has no control characters except HTAB (RFC 9110 §5.5)
 */
record Field(String name, String value) {

    private static final Set<String> RESERVED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        RESERVED.addAll(Set.of("Connection", "Content-Length", "Transfer-Encoding"));
    }

    /** @throws IllegalArgumentException if the client could not read the field, or would misread it */
    Field {
        if (name.isEmpty() || !Ascii.containsOnly(Ascii.TOKEN, name) || RESERVED.contains(name)) {
            throw new IllegalArgumentException("a handler may not send a field called '" + name + "'");
        }
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)) {
            throw new IllegalArgumentException("the value of the field " + name + " has a control character");
        }
    }
}
