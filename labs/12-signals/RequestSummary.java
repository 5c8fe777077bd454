// Given: nothing in this file is for you to write.
import java.net.InetSocketAddress;

/**
 * What is kept of a request whose response has ended. It takes little memory, whatever the client has sent.
 *
 * @param time when it began, in milliseconds since 1970
 * @param id null if it has none
 * @param user null if its client has no name
 * @param target as received, but no longer than {@value #MAX_TARGET} characters; it may contain secrets
 * @param route null if no route matched
 * @param agent the field `User-Agent`, cut; null if there is none
 * @param trace null if traces are off
 */
record RequestSummary(long time, String id, InetSocketAddress client, String user, String method, String target,
        RoutePattern route, int status, Outcome outcome, RequestTimes times, String agent, TraceContext trace) {

    static final int MAX_TARGET = 1024;
    static final int MAX_AGENT = 256;
    private static final int MAX_METHOD = 32;

    static RequestSummary of(Ended ended) {
        Head head = ended.request().head();
        RequestContext context = ended.request().context();
        int agent = head.fields().indexOf("user-agent", 0);
        BearerTokens.Principal user = context.get(Authentication.USER);
        Route route = context.get(Router.ROUTE);
        return new RequestSummary(ended.time(),
                context.get(RequestId.ID),
                context.peer().address(),
                user == null ? null : user.name(),
                cut(head.method(), MAX_METHOD),
                cut(head.rawTarget(), MAX_TARGET),
                route == null ? null : route.pattern(),
                ended.status(),
                ended.outcome(),
                ended.times(),
                agent < 0 ? null : cut(head.fields().value(agent), MAX_AGENT),
                TraceContext.of(context));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** Returns `complete`, or by whom the response was broken off: `broken-by-client`, `-server` or `-timeout`. */
    String ending() {
        return outcome.complete() ? "complete" : switch (outcome.brokenBy()) {
            case CLIENT -> "broken-by-client";
            case SERVER -> "broken-by-server";
            case TIMEOUT -> "broken-by-timeout";
        };
    }
}
