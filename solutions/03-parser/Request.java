import java.util.List;
import java.util.Map;

/**
 * A request that has come whole: its head, its content, and the fields after that. Or one whose bytes make no request:
 * it takes the same path, and carries its failure.
 *
 * @param failure why it could not be understood; null if it could
 * @param context what the server finds out about it
 */
record Request(Head head, byte[] content, Fields trailers, HttpException failure, RequestContext context) {

    /** The decoded segments that each parameter of the route stands for, by its name. */
    static final Attribute<Map<String, List<String>>> PARAMETERS = new Attribute<>("parameters");

    /** A request that could not be understood. */
    static Request malformed(HttpException failure, RequestContext context) {
        return new Request(Head.UNKNOWN, new byte[0], Fields.EMPTY, failure, context);
    }

    /** What was found out under this key; null if nothing was. */
    <T> T attribute(Attribute<T> key) {
        return context.get(key);
    }

    <T> void setAttribute(Attribute<T> key, T value) {
        context.set(key, value);
    }

    /** The parameter `name` of the route, decoded, with a slash between segments; null if the route has none. */
    String pathParameter(String name) {
        List<String> segments = segments(name);
        return segments == null ? null : String.join("/", segments);
    }

    /**
     * The decoded segments of the parameter `name`, as names of files below a folder: none is `.` or `..`, and none has
     * a slash or a backslash in it.
     *
     * @throws HttpException 400 if one has, as in `..%2F..%2Fetc`: that is no name of a file
     */
    List<String> pathSegments(String name) {
        List<String> segments = segments(name);
        for (String segment : segments) {
            if (segment.equals(".") || segment.equals("..") || segment.indexOf('/') >= 0
                    || segment.indexOf('\\') >= 0) {
                throw new HttpException(400, "a segment of the path is no name of a file");
            }
        }
        return segments;
    }

    private List<String> segments(String name) {
        Map<String, List<String>> parameters = attribute(PARAMETERS);
        return parameters == null ? null : parameters.get(name);
    }
}
