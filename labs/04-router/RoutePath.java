import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request, taken apart at its slashes: `/a/b` has two segments, and `/a/` has two, of which the last one
 * is empty.
 *
 * <p>Then each segment is decoded, and only then dot segments are removed: `/%2e%2E/x` is `/x`. Empty segments stay.
 * Page: docs/pages/lab04.adoc.
 *
 * @param segments never none
 */
record RoutePath(List<Segment> segments) {

    /**
     * @param raw as it came
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
     * @param path as it came; an empty one, of a URI such as `http://example.org`, is `/` (RFC 9110 §4.2.3)
     * @throws HttpError 400 if it cannot be decoded
     */
    static RoutePath of(String path) {
        String whole = path.isEmpty() ? "/" : path;
        List<Segment> segments = new ArrayList<>();
        boolean dots = false;
        for (int slash = 0; slash < whole.length();) {
            int next = whole.indexOf('/', slash + 1);
            int end = next < 0 ? whole.length() : next;
            String raw = whole.substring(slash + 1, end);
            Segment segment = new Segment(raw, PercentDecoder.decode(raw));
            segments.add(segment);
            dots |= segment.isDot() || segment.isDotDot();
            slash = end;
        }
        return new RoutePath(dots ? removeDotSegments(segments) : segments);
    }

    /**
     * The segments without `.` and `..` (RFC 3986 §5.2.4): `.` goes, `..` goes and takes the segment before it along,
     * if there is one. Nothing is above the root. Where one of them was the last, an empty segment is: `/a/b/..` is
     * `/a/`.
     */
    // task normalize
    private static List<Segment> removeDotSegments(List<Segment> segments) {
        throw new Todo("normalize");
    }

    /** How many segments there are; at least one. */
    int size() {
        return segments.size();
    }

    /** Segment `i`, decoded. */
    String segment(int i) {
        return segments.get(i).text();
    }

    /** The segments from `first` on, before `end`, decoded; also the empty ones. */
    List<String> segments(int first, int end) {
        return segments.subList(first, end).stream().map(Segment::text).toList();
    }

    /** The same path with a slash at its end if it has none, and without it if it has one. The root stays as it is. */
    RoutePath toggleTrailingSlash() {
        List<Segment> other = new ArrayList<>(segments);
        if (!segments.getLast().text().isEmpty()) {
            other.add(Segment.EMPTY);
        } else if (size() > 1) {
            other.removeLast();
        }
        return new RoutePath(other);
    }

    /**
     * As it came, escapes and all, so that it can stand in a response. What no path may have is escaped: a browser
     * would take `\` for a slash.
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
