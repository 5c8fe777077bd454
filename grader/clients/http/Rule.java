package grader.clients.http;

/** What the RFCs ask of the bytes of a response, and where. */
public enum Rule {

    STATUS_LINE("RFC 9112 §4"), FIELD_LINE("RFC 9112 §5"), LINE_END("RFC 9112 §2.2"), SINGLE_FIELD("RFC 9110 §5.3"),
    FRAMING("RFC 9112 §6.3"), CHUNK("RFC 9112 §7.1");

    private final String clause;

    Rule(String clause) {
        this.clause = clause;
    }

    public String clause() {
        return clause;
    }
}
