import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a handler answers: a status, fields, and a body. Never changed: `with` makes another one.
 *
 * <p>`Content-Length` and `Connection` are none of a handler's business, so they are not among the fields.
 *
 * @param status three digits, such as 200
 * @param body content that is there as a whole
 * @param source content that is made while it is sent, in place of `body`: from lab 07 on. Else null
 * @param isLast whether the connection ends after it: from lab 07 on
 */
record Response(int status, List<Field> fields, byte[] body, BodySource source, boolean isLast) {

    private static final byte[] EMPTY = {};

    /** @throws IllegalArgumentException for a status that ends no exchange (RFC 9110 §15) */
    Response {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException(status + " is not the status of a response");
        }
    }

    Response(int status, List<Field> fields, byte[] body) {
        this(status, fields, body, null, false);
    }

    /** An answer without content, such as a 204. */
    static Response empty(int status) {
        return new Response(status, List.of(), EMPTY);
    }

    /** Text as UTF-8; it ends in a line feed, as text does. */
    static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    static Response of(int status, String type, String body) {
        return new Response(status, List.of(new Field("Content-Type", type)), body.getBytes(UTF_8));
    }

    static Response of(int status, String type, BodySource source) {
        return new Response(status, List.of(new Field("Content-Type", type)), EMPTY, source, false);
    }

    /** The value of the first field of this name, in any case; null if there is none. */
    String field(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.value();
            }
        }
        return null;
    }

    /** The same response with this field, in place of all others of its name. */
    Response with(String name, String value) {
        List<Field> all = new ArrayList<>(fields);
        all.removeIf(field -> field.name().equalsIgnoreCase(name));
        all.add(new Field(name, value));
        return new Response(status, Collections.unmodifiableList(all), body, source, isLast);
    }

    /** The same response with this field after all others, also those of its name: `Set-Cookie` may come twice. */
    Response adding(String name, String value) {
        List<Field> all = new ArrayList<>(fields);
        all.add(new Field(name, value));
        return new Response(status, Collections.unmodifiableList(all), body, source, isLast);
    }

    /** The same response with another source. */
    Response withSource(BodySource source) {
        return new Response(status, fields, body, source, isLast);
    }

    /** The same response with another body. */
    Response withBody(byte[] body) {
        return new Response(status, fields, body, null, isLast);
    }

    /** The same response, after which the connection ends. */
    Response last() {
        return new Response(status, fields, body, source, true);
    }

    /** Nothing of it will be sent. */
    void close() {
        if (source != null) {
            source.close();
        }
    }
}
