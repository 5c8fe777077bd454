package grader.conformance;

/** How a server stands to one requirement. */
public enum Mark {
    MET("met"),
    UNMET("unmet"),
    /** The requirement does not concern this server, or nothing of it can be seen here. */
    NOT_APPLICABLE("not applicable");

    private final String words;

    Mark(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
