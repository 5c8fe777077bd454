// Given: nothing in this file is for you to write.
import java.util.concurrent.TimeUnit;

/**
 * The member that this cache adds to `Cache-Status` (RFC 9211): `lab14; hit; ttl=7`, or why it has asked the origin.
 */
final class EdgeStatus {

    private EdgeStatus() {}

    /** @param ttl for how long the response will be fresh, in nanoseconds; negative: since when it is not any more */
    static Response hit(Response response, long ttl) {
        return add(response, "hit; ttl=" + seconds(ttl));
    }

    /** @param why in the words of RFC 9211 §2.2 */
    static Response forwarded(Response response, String why) {
        return add(response, "fwd=" + why);
    }

    /** @param more parameters, such as `; fwd-status=304` */
    static Response stored(Response response, String why, String more, long ttl) {
        return add(response, "fwd=" + why + more + "; stored; ttl=" + seconds(ttl));
    }

    /** Another request has loaded it. */
    static Response collapsed(Response response, String why) {
        return add(response, "fwd=" + why + "; collapsed");
    }

    private static Response add(Response response, String parameters) {
        return response.withAdded("Cache-Status", Launcher.labName() + "; " + parameters);
    }

    /** Returns whole seconds, rounded down: what is stale is so for one second at least. */
    private static long seconds(long nanos) {
        return Math.floorDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }
}
