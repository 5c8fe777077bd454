import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a request in a trace (W3C Trace Context): all that several servers do for one request of a person. Each
 * of them is a span, with a parent. Page: docs/pages/lab12.adoc.
 *
 * @param high the first half of the trace id
 * @param low its second half
 * @param parent the id of the caller's span; 0 if the trace begins here
 * @param span the id of this request's own span
 * @param sampled whether the caller records the trace
 * @param state the field `tracestate`, for other systems; null if there is none
 */
record TraceContext(long high, long low, long parent, long span, boolean sampled, String state) implements PassedOn {

    private static final Pattern TRACEPARENT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");
    private static final Pattern STATE = Pattern.compile("[ -~]{1,512}");

    /** Returns the trace of a request; null if traces are off. */
    static TraceContext of(RequestContext request) {
        return (TraceContext) request.get(KEY);
    }

    /**
     * Returns the trace that a request continues with a new span, or a new trace.
     *
     * <p>`traceparent` is `VERSION-TRACE-PARENT-FLAGS`, in lower case: 2, 32, 16 and 2 hexadecimal digits. It must be
     * there once. No trace and no parent is 0. Version `ff` is invalid; `00` has nothing after the flags, and a later
     * version may have more, after a `-`. Of the flags, only bit 0 counts. With anything else, a trace begins.
     * `tracestate` belongs to the trace, so it goes with it: all fields of this name as one list. It is dropped if it
     * is too long or not ASCII ({@link #STATE}).
     */
    // task trace
    static TraceContext from(Fields fields) {
        List<String> sent = fields.values("traceparent");
        Matcher parent = TRACEPARENT.matcher(sent.size() == 1 ? sent.getFirst() : "");
        if (!parent.matches() || !isValid(parent)) {
            return begin();
        }
        String trace = parent.group(2);
        String state = String.join(",", fields.values("tracestate"));
        return new TraceContext(number(trace.substring(0, 16)), number(trace.substring(16)), number(parent.group(3)),
                fresh(), (number(parent.group(4)) & 1) == 1, STATE.matcher(state).matches() ? state : null);
    }

    // task trace
    private static boolean isValid(Matcher parent) {
        String version = parent.group(1);
        boolean more = parent.group(5) != null;
        return !version.equals("ff") && !(version.equals("00") && more) && !parent.group(2).matches("0+")
                && number(parent.group(3)) != 0;
    }

    private static TraceContext begin() {
        return new TraceContext(fresh(), fresh(), 0, fresh(), true, null);
    }

    private static long number(String hex) {
        return Long.parseUnsignedLong(hex, 16);
    }

    /** Returns 64 random bits, not all of them 0. They are no secret, so the fast source is good enough. */
    private static long fresh() {
        long bits = ThreadLocalRandom.current().nextLong();
        return bits == 0 ? 1 : bits;
    }

    /**
     * Returns the field `traceparent` for what this server does for the request: the same trace, and this request's
     * span as the parent.
     */
    // task trace, until then: return "";
    String traceparent() {
        return new TextBuffer().put("00-")
                .putHex(high, 16)
                .putHex(low, 16)
                .put('-')
                .putHex(span, 16)
                .put(sampled ? "-01" : "-00")
                .toString();
    }

    @Override
    public List<Field> fields() {
        Field parent = new Field("traceparent", traceparent());
        return state == null ? List.of(parent) : List.of(parent, new Field("tracestate", state));
    }
}
