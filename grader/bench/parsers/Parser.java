package grader.bench.parsers;

/** A parser under test: it was given the bytes of one or more whole requests, as one read brings them. */
public interface Parser {

    /** What becomes of the requests. */
    interface Sink {
        /** One request: a router needs its method and target as Strings. */
        void request(String method, String target, int fields, int contentLength);

        void field(String name, String value);
    }

    /**
     * Parses the bytes from their beginning, as a server does with a connection that it keeps.
     *
     * @param decode whether the sink gets each field, too, as Strings
     */
    void parse(Sink sink, boolean decode);
}
