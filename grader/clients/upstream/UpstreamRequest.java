package grader.clients.upstream;

import grader.clients.http.Response.Field;
import java.util.List;

/**
 * A request that a {@link ScriptedUpstream} has received.
 *
 * @param connection the number of its connection
 * @param target as it was sent
 * @param content one char per byte
 * @param at when the last byte of it was read, a time of `System.nanoTime`
 */
public record UpstreamRequest(int connection, String method, String target, List<Field> fields, String content,
        long at) {

    /** The path, in which only what has to be escaped is. */
    public String path() {
        return SamePath.normalized(target);
    }

    /** The values of all fields with this name. */
    public List<String> values(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).toList();
    }
}
