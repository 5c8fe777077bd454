package grader.clients.http;

/** Where a {@link ResponseReader} finds its bytes: those that have come, and a way to wait for more. */
public interface ByteSource {

    /** The bytes that no reader has taken yet, one char per byte. A reader removes what it takes. */
    StringBuilder bytes();

    /** Waits for more bytes; false if none come: at the end, at the deadline, or at the limit of bytes. */
    boolean more();

    /** Says that more has come than any right sender would send, so that no more is read. */
    default void tooMuch() {}

    /**
     * Whether the sender has ended its side in good order. Only that is the end of content that has no other (RFC 9112
     * §8).
     */
    boolean hasEnded();

    /** Bytes that are all there already. */
    static ByteSource of(String text, boolean ended) {
        StringBuilder bytes = new StringBuilder(text);
        return new ByteSource() {
            @Override
            public StringBuilder bytes() {
                return bytes;
            }

            @Override
            public boolean more() {
                return false;
            }

            @Override
            public boolean hasEnded() {
                return ended;
            }
        };
    }
}
