import java.util.List;

/**
 * A request to go on with another protocol (RFC 9110 §7.8). Only WebSocket (RFC 6455) is passed on: with another
 * version of HTTP in the tunnel, requests would pass this server unseen.
 */
final class Upgrade {

    static final String WEBSOCKET = "websocket";

    private Upgrade() {}

    /** Returns what a request without content wants to go on with: {@link #WEBSOCKET}, or null. */
    // task proxy
    static String of(Request request) {
        Todo.report("proxy");
        return null;
    }

    /** Returns whether the response to a request with this `upgrade` ends HTTP as it was asked to. */
    static boolean isAccepted(String upgrade, ResponseHead head) {
        return upgrade != null && head.fields().tokens("upgrade").equals(List.of(upgrade));
    }
}
