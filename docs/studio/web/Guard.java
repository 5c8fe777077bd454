package docs.studio.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a request may reach the studio, before anything else looks at it. The studio runs code by design, so
 * no other page, no other name and no other user of this machine may ask it to.
 */
final class Guard {

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "DELETE");

    /** Why a request is refused, with the status that says so. */
    record Refusal(int status, String why) {}

    private final Access access;

    Guard(Access access) {
        this.access = access;
    }

    Optional<Refusal> check(HttpExchange exchange) {
        Headers fields = exchange.getRequestHeaders();
        String host = fields.getFirst("Host");
        String method = exchange.getRequestMethod();
        if (!access.isHost(host)) {
            return refuse(421, "This server is not called " + host + ". Open the address that the terminal shows.");
        }
        if (!READING.contains(method) && !CHANGING.contains(method)) {
            return refuse(405, "The studio does not know the method " + method + ".");
        }
        if (isForeign(fields.getFirst("Sec-Fetch-Site"), fields.getFirst("Sec-Fetch-Mode"), method)
                || (CHANGING.contains(method) || fields.containsKey("Origin"))
                        && !access.isOrigin(fields.getFirst("Origin"), host)) {
            return refuse(403, "The request comes from another page.");
        }
        if (!isKnown(fields)) {
            return refuse(403, "Open the address that the terminal shows: it holds the key to this page.");
        }
        return Optional.empty();
    }

    /**
     * Browsers say where a request comes from (Fetch Metadata). A link elsewhere may lead here; it shows a page, and
     * only to who has the cookie.
     */
    private static boolean isForeign(String site, String mode, String method) {
        boolean own = site == null || site.equals("same-origin") || site.equals("none");
        return !own && !("navigate".equals(mode) && READING.contains(method));
    }

    private boolean isKnown(Headers fields) {
        String authorization = fields.getFirst("Authorization");
        return access.isSession(fields.getFirst("Cookie"))
                || authorization != null && access.isToken(authorization.replaceFirst("(?i)^(bearer|token) +", ""));
    }

    private static Optional<Refusal> refuse(int status, String why) {
        return Optional.of(new Refusal(status, why));
    }
}
