import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The innermost layer: looks at the fields that a handler has made before any of them is sent.
 *
 * <p>A value with a line break in it would be two lines for the client, or the end of the head: whoever can put one
 * there writes answers in our name (response splitting). Such a response is a fault, and becomes a 500 further out.
 * Page: docs/pages/lab07.adoc.
 */
final class FieldGuard implements Middleware {

    /** These are the connection's business. */
    private static final Set<String> NOT_THE_HANDLERS = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    static {
        NOT_THE_HANDLERS.addAll(List.of("Connection", "Content-Length", "Transfer-Encoding"));
    }

    @Override
    public Response handle(Request request, Handler next) throws Exception {
        Response response = next.handle(request);
        try {
            response.fields().forEach(FieldGuard::check);
        } catch (IllegalArgumentException bad) {
            if (response.source() != null) {
                response.source().close();      // Nobody else will see it.
            }
            throw bad;
        }
        return response;
    }

    /**
     * The name is a token (RFC 9110 §5.6.2: {@link Ascii#TOKEN}), and none of {@link #NOT_THE_HANDLERS}, in any case.
     * The value has no control character but HTAB (RFC 9110 §5.5).
     *
     * @throws IllegalArgumentException otherwise
     */
    // task head
    private static void check(Field field) {
        String name = field.name();
        if (name.isEmpty() || !Ascii.consistsOf(Ascii.TOKEN, name) || NOT_THE_HANDLERS.contains(name)) {
            throw new IllegalArgumentException("a handler may not send a field called '" + name + "'");
        }
        if (hasControl(field.value())) {
            throw new IllegalArgumentException("the value of the field " + name + " has a control character");
        }
    }

    /** Whether there is a control character, other than HTAB. */
    // task head
    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                return true;
            }
        }
        return false;
    }
}
