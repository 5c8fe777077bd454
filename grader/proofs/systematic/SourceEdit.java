package grader.proofs.systematic;

/**
 * A small change of a source.
 *
 * @param kind such as `SwappedCalls`
 * @param what is done, in a few words
 * @param start of the text that is replaced
 * @param end after it
 * @param with replaces it
 */
record SourceEdit(String kind, String what, int start, int end, String with) {

    /** The kind whose changes are outside of methods. */
    static final String FIELD = "DroppedVolatile";

    boolean isOfField() {
        return kind.equals(FIELD);
    }

    /** The source with this change. */
    String in(String text) {
        return text.substring(0, start) + with + text.substring(end);
    }
}
