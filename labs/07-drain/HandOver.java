// Given: nothing in this file is for you to write.
import java.util.List;

/**
 * The end of HTTP on a connection: after a 101, or a 2xx to CONNECT, a tunnel takes over (RFC 9110 §7.8, §9.3.6). Used
 * from lab 14 on.
 *
 * @param status the status of the response that announces it; with any other response, nothing takes over
 */
record HandOver(int status, Tunnel tunnel) {

    private static final Attribute<HandOver> KEY = new Attribute<>("hand-over");

    /** Returns the response after which this takes over the connection of `request`. */
    Response response(Request request, List<Field> fields) {
        request.setAttribute(KEY, this);
        return new Response(status, fields, new byte[0], null, true);
    }

    /** Returns what may take over after the response to `request`; null if nothing does. */
    static HandOver of(RequestContext request) {
        return request.get(KEY);
    }

    /** Returns what takes over after `response`; null if nothing does. */
    static HandOver of(RequestContext request, Response response) {
        HandOver announced = of(request);
        return announced != null && announced.status == response.status() && response.isLast() ? announced : null;
    }

    /** Returns the value of `Connection` in the response; null if there is no such field. */
    String connection() {
        return status == 101 ? "Upgrade" : null;
    }
}
