import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The field `Accept-Encoding` (RFC 9110 §12.5.3): the codings that a client can read, each with a weight. */
final class AcceptEncoding {

    private static final Pattern MEMBER =
            Pattern.compile("([^;\\s]+)(?:[ \\t]*;[ \\t]*q=(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?))?");
    private static final double UNLISTED = -1;

    private AcceptEncoding() {}

    /**
     * Returns whether the client accepts gzip and ranks it at least as high as content without a coding (`identity`).
     *
     * <p>Each member is a coding or `*`, and may have a weight from 0 to 1 (`gzip;q=0.5`, otherwise 1). A weight of 0
     * means: not acceptable. `*` stands for gzip if that is not listed. If neither is, gzip is not acceptable.
     * `identity` counts only if it is listed itself.
     *
     * @param members in lower case ({@link Fields#tokens}); what is not well-formed is ignored ({@link #weight})
     */
    // task gzip
    static boolean prefersGzip(List<String> members) {
        throw new Todo("gzip");
    }

    /** Returns the weight of a coding in a list; {@link #UNLISTED} if it is not there. */
    private static double weight(List<String> members, String coding) {
        for (String member : members) {
            Matcher matcher = MEMBER.matcher(member);
            if (matcher.matches() && matcher.group(1).equals(coding)) {
                return matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
            }
        }
        return UNLISTED;
    }
}
