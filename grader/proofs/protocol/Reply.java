package grader.proofs.protocol;

import grader.clients.http.Response;
import grader.clients.http.Response.Field;
import grader.clients.http.Response.Framing;
import java.util.List;

/**
 * A response, as a client reads it, to be compared with others.
 *
 * @param framing as it is announced, also where the request was a HEAD
 * @param interims how many 100s came before it
 * @param isComplete whether all of it has come
 */
public record Reply(int status, List<Field> fields, Framing framing, String content, int interims,
        boolean isComplete) {

    static Reply of(Response response, int interims) {
        return new Reply(response.status(), response.fields(), response.announced(), response.body(), interims,
                response.isWhole());
    }

    /** The value of the one field of this name; null if there is none. */
    public String field(String name) {
        List<String> values =
                fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).toList();
        Finding.check(values.size() < 2, "a field is there twice", name);
        return values.isEmpty() ? null : values.getFirst();
    }

    public boolean closes() {
        return "close".equals(field("Connection"));
    }

    /** The same without fields of this name. */
    public Reply without(String name) {
        return new Reply(status, fields.stream().filter(field -> !field.name().equals(name)).toList(), framing, content,
                interims, isComplete);
    }

    /** What no two runs have in common is left out: request ids, and how often the client was told to go on. */
    public Reply comparable() {
        return new Reply(status, fields.stream().map(Reply::withoutId).toList(), framing, withoutId(content), 0,
                isComplete);
    }

    private static Field withoutId(Field field) {
        return field.name().equals("X-Request-Id") ? new Field(field.name(), withoutId(field.value(), 0)) : field;
    }

    private static String withoutId(String content) {
        return content.startsWith("{") ? withoutId(content, content.lastIndexOf("\"requestId\":\"") + 13) : content;
    }

    private static String withoutId(String text, int at) {
        return text.length() >= at + 16 ? text.substring(0, at) + text.substring(at + 16) : text;
    }
}
