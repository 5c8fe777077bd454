package grader.clients.generators;

import java.util.List;

/**
 * All that a parser tells of a request.
 *
 * @param fields a line each: `name: value`, the name in lower case
 * @param content a char a byte
 */
public record Seen(String method, String target, String path, String query, String version,
        List<String> fields, String content, List<String> trailers, boolean keepsConnection) {}
