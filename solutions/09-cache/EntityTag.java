import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entity tag (RFC 9110 §8.8.3): a name for one state of a representation, such as `"33a64df5"`.
 *
 * <p>Two responses with the same strong tag have the same bytes. A weak tag, `W/"33a64df5"`, only says that they mean
 * the same.
 *
 * @param opaque with its quotes; only its creator knows what is in it
 */
record EntityTag(boolean weak, String opaque) {

    /** A member of a list: a tag or nothing, with white space around it, and a comma. */
    private static final Pattern MEMBER =
            Pattern.compile("[ \\t]*(?:(W/)?(\"[!\\x23-\\x7E\\x80-\\xFF]*\")[ \\t]*)?,");
    private static final int TAG_DIGITS = 32;
    private static final Pattern HASH = Pattern.compile("\"[0-9a-f]{" + TAG_DIGITS + "}\"");

    /** Returns a strong tag for content: the same bytes always have the same tag, and others have a different one. */
    static EntityTag of(byte[] content) {
        return strong(Sha256.of(content).substring(0, TAG_DIGITS));
    }

    /** Returns a strong tag. */
    static EntityTag strong(String text) {
        return new EntityTag(false, "\"" + text + "\"");
    }

    /** Returns the tag of a response, or null if it has none. */
    static EntityTag of(Response response) {
        String value = response.field("ETag");
        return value == null ? null : new EntityTag(value.startsWith("W/"), value.substring(value.indexOf('"')));
    }

    /**
     * Returns the tags in the values of a field such as `If-None-Match`: a list, separated by commas (RFC 9110 §5.6.1).
     * A tag may contain commas, and a backslash in it has no special meaning ({@link #MEMBER}). If anything else is
     * there, it is not a list, and has no tags.
     */
    // task validators
    static List<EntityTag> list(List<String> values) {
        List<EntityTag> tags = new ArrayList<>();
        Matcher member = MEMBER.matcher(String.join(",", values) + ",");
        while (member.lookingAt()) {
            if (member.group(2) != null) {
                tags.add(new EntityTag(member.group(1) != null, member.group(2)));
            }
            member.region(member.end(), member.regionEnd());
        }
        return member.regionStart() == member.regionEnd() ? tags : List.of();
    }

    /** Returns whether both tags are strong, and the same: the bytes are the same (RFC 9110 §8.8.3.2). */
    // task validators
    boolean matchesStrongly(EntityTag other) {
        return !weak && !other.weak && opaque.equals(other.opaque);
    }

    /** Returns whether both tags are the same, weak or not: the content means the same (RFC 9110 §8.8.3.2). */
    // task validators
    boolean matchesWeakly(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** Returns whether the tag is one for content: then no other content has it, of whatever resource. */
    boolean isHash() {
        return HASH.matcher(opaque).matches();
    }

    /** Returns the tag of the same content in another coding, whose bytes are different ones (RFC 9110 §8.8.3.3). */
    EntityTag withSuffix(String suffix) {
        return new EntityTag(weak, opaque.substring(0, opaque.length() - 1) + suffix + "\"");
    }

    /** Returns the tag as it is in a field. */
    @Override
    public String toString() {
        return (weak ? "W/" : "") + opaque;
    }
}
