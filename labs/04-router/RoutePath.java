import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request, split at its slashes. `/a/b` has two segments. `/a/` has two as well, and the second is empty.
 *
 * <p>Each segment is decoded after the split, and only then are dot segments removed: `/%2e%2E/x` is `/x`. Empty
 * segments stay. Page: docs/pages/lab04.adoc.
 *
 * @param segments at least one
 */
record RoutePath(List<Segment> segments) {

    /**
     * @param raw as received
     * @param text decoded
     */
    private record Segment(String raw, String text) {

        private static final Segment EMPTY = new Segment("", "");

        boolean isDot() {
            return text.equals(".");
        }

        boolean isDotDot() {
            return text.equals("..");
        }
    }

    /**
     * Returns the segments of a path: what follows each slash, decoded ({@link PercentDecoder#decode}), without dot
     * segments ({@link #removeDotSegments}). A slash that was escaped is part of a segment.
     *
     * @param path as received; an empty path, from a URI such as `http://example.org`, means `/` (RFC 9110 §4.2.3)
     * @throws HttpException 400 if it cannot be decoded
     */
    // task match
    static RoutePath of(String path) {
        throw new Todo("match");
    }

    /**
     * Returns the segments without `.` and `..` (RFC 3986 §5.2.4). A `..` also removes the segment before it, if there
     * is one. Nothing is above the root. If the last segment was one of the two, an empty segment takes its place:
     * `/a/b/..` is `/a/`.
     */
    // task normalize
    private static List<Segment> removeDotSegments(List<Segment> segments) {
        throw new Todo("normalize");
    }

    /** Returns the number of segments, at least one. */
    int size() {
        return segments.size();
    }

    /** Returns segment `i`, decoded. */
    String segment(int i) {
        return segments.get(i).text();
    }

    /** Returns the segments from `first` (inclusive) to `end` (exclusive), decoded. Includes the empty ones. */
    List<String> segments(int first, int end) {
        return segments.subList(first, end).stream().map(Segment::text).toList();
    }

    /** Returns this path without its trailing slash, or with one if it has none. The root stays as it is. */
    // task normalize
    RoutePath toggleTrailingSlash() {
        Todo.report("normalize");
        return this;
    }

    /**
     * Returns the path as received, with its escapes, for use in a response. Characters that a path must not contain
     * are escaped: a browser would take `\` for a slash.
     */
    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (Segment segment : segments) {
            path.append('/');
            for (char c : segment.raw().toCharArray()) {
                path.append("\"<>\\^`{|}".indexOf(c) < 0 ? String.valueOf(c) : "%%%02X".formatted((int) c));
            }
        }
        return path.toString();
    }
}
