// Given: nothing in this file is for you to write.
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The response of a handler: a status, fields, and a body. A response never changes: `with` returns a new one.
 *
 * <p>`Content-Length` and `Connection` are not the handler's concern, so they are not among the fields.
 *
 * @param status three digits, such as 200
 * @param body content that is complete before it is sent
 * @param source content that is produced while it is sent, in place of `body`, or null; used from lab 07 on
 * @param isLast whether the connection ends after this response; used from lab 07 on
 */
record Response(int status, List<Field> fields, byte[] body, BodySource source, boolean isLast) {

    private static final byte[] EMPTY = {};

    /** @throws IllegalArgumentException if `status` is neither final (RFC 9110 §15) nor, in the last response, 101 */
    Response {
        if ((status < 200 || status > 599) && (status != 101 || !isLast)) {
            throw new IllegalArgumentException(status + " is not the status of a response");
        }
    }

    Response(int status, List<Field> fields, byte[] body) {
        this(status, fields, body, null, false);
    }

    /** Returns a response without content, such as a 204. */
    static Response empty(int status) {
        return new Response(status, List.of(), EMPTY);
    }

    /** Returns a response with `text` in UTF-8. The text should end with a line feed, as text files do. */
    static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    static Response of(int status, String type, String body) {
        return new Response(status, List.of(new Field("Content-Type", type)), body.getBytes(UTF_8));
    }

    static Response of(int status, String type, BodySource source) {
        return new Response(status, List.of(new Field("Content-Type", type)), EMPTY, source, false);
    }

    /** Returns the value of the first field named `name`, ignoring case, or null if there is none. */
    String field(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return fields.get(i).value();
            }
        }
        return null;
    }

    /** Returns the same response with this field in place of all others with its name. */
    Response with(String name, String value) {
        return with(new Field(name, value));
    }

    /** Returns the same response with this field in place of all others with its name. */
    Response with(Field last) {
        List<Field> all = new ArrayList<>(fields.size() + 1);
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).name().equalsIgnoreCase(last.name())) {
                all.add(fields.get(i));
            }
        }
        all.add(last);
        return new Response(status, Collections.unmodifiableList(all), body, source, isLast);
    }

    /**
     * Returns the same response with this field after all others. Fields with the same name remain: `Set-Cookie` may
     * occur twice.
     */
    Response withAdded(String name, String value) {
        List<Field> all = new ArrayList<>(fields);
        all.add(new Field(name, value));
        return new Response(status, List.copyOf(all), body, source, isLast);
    }

    /** Returns the same response with another source in place of its content. */
    Response withSource(BodySource source) {
        return new Response(status, fields, EMPTY, source, isLast);
    }

    /** Returns the same response with another body in place of its content. */
    Response withBody(byte[] body) {
        return new Response(status, fields, body, null, isLast);
    }

    /** Returns the same response, marked as the last one on its connection. */
    Response last() {
        return new Response(status, fields, body, source, true);
    }

    /** Discards this response: none of it will be sent. Closes its source, if there is one. */
    void close() {
        if (source != null) {
            source.close();
        }
    }
}
