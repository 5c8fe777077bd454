import java.util.List;
import java.util.Map;

/**
 * A complete request: its head, its content, and the fields after the content. A malformed request takes the same path,
 * and carries its failure.
 *
 * @param failure why the request could not be understood; null if it could
 * @param context what the server learns about the request
 */
record Request(Head head, byte[] content, Fields trailers, HttpException failure, RequestContext context) {

    /** The decoded segments that each route parameter stands for, by parameter name. */
    static final Attribute<Map<String, List<String>>> PARAMETERS = new Attribute<>("parameters");

    /** Returns a request that could not be understood. */
    static Request malformed(HttpException failure, RequestContext context) {
        return new Request(Head.UNKNOWN, new byte[0], Fields.EMPTY, failure, context);
    }

    /** Returns the value of `key`; null if it has none. */
    <T> T attribute(Attribute<T> key) {
        return context.get(key);
    }

    <T> void setAttribute(Attribute<T> key, T value) {
        context.set(key, value);
    }

    /** Returns the route parameter `name`, decoded, with a slash between segments; null if the route has none. */
    String pathParameter(String name) {
        List<String> segments = segments(name);
        return segments == null ? null : String.join("/", segments);
    }

    /**
     * Returns the decoded segments of the parameter `name`, as names of files below a folder. No segment is `.` or
     * `..`, and none contains a slash or a backslash.
     *
     * @throws HttpException 400 if a segment is not such a name, as in `..%2F..%2Fetc`
     */
    List<String> pathSegments(String name) {
        List<String> segments = segments(name);
        for (String segment : segments) {
            if (segment.equals(".") || segment.equals("..") || segment.indexOf('/') >= 0
                    || segment.indexOf('\\') >= 0) {
                throw new HttpException(400, "a segment of the path is not a file name");
            }
        }
        return segments;
    }

    private List<String> segments(String name) {
        Map<String, List<String>> parameters = attribute(PARAMETERS);
        return parameters == null ? null : parameters.get(name);
    }
}
