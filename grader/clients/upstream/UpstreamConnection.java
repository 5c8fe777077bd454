package grader.clients.upstream;

/**
 * What a {@link ScriptedUpstream} knows of a connection.
 *
 * @param number they are counted from 0 in the order in which they were accepted
 * @param accepted when; all times are those of `System.nanoTime`
 * @param requests how many complete requests have come
 * @param sent how many bytes it has sent
 * @param state what has become of it
 * @param since when that was
 */
public record UpstreamConnection(int number, long accepted, int requests, long sent, State state, long since) {

    /** What has happened first: nothing yet, the client has closed or reset it, or the script has ended it. */
    public enum State {
        OPEN, CLOSED, RESET, ENDED
    }

    /** Whether its client has left before the script was at its end. */
    public boolean isLeft() {
        return state == State.CLOSED || state == State.RESET;
    }
}
