// Given: nothing in this file is for you to write.
/**
 * What is known about the state of a representation (RFC 9110 §8.8).
 *
 * @param exists whether there is a representation
 * @param tag null if it has none
 * @param lastModified in seconds since 1970, or {@link #UNKNOWN}
 */
record Validators(boolean exists, EntityTag tag, long lastModified) {

    static final long UNKNOWN = Long.MIN_VALUE;
    /** There is no representation. */
    static final Validators NONE = new Validators(false, null, UNKNOWN);

    /** Returns the validators that a successful response names. */
    static Validators of(Response response) {
        String date = response.field("Last-Modified");
        return new Validators(true, EntityTag.of(response), date == null ? UNKNOWN : HttpDate.parse(date));
    }
}
