package grader.proofs.protocol;

/**
 * What came of a conversation.
 *
 * @param bytes that the client has got
 * @param listens whether the server still listened when all of the input had come
 * @param end what the server wanted at last: CLOSE, RESET; READ or LINGER if the client is still there; null if it has
 *        left
 * @param late whether there was a timeout
 */
public record Outcome(byte[] bytes, boolean listens, Wire.Wants end, boolean late, HandlerProbe probe) {

    /** Whether all responses came, as neither side was too late or left. */
    public boolean isUndisturbed() {
        return end != null && !late;
    }
}
