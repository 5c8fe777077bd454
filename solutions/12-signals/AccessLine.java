import java.time.Instant;

/**
 * A line of the access log: one JSON object about a request whose response has ended. Page: docs/pages/lab12.adoc.
 *
 * <p>What it has of the client's fields is the `User-Agent`; no other field is ever written, as `Authorization` and
 * `Cookie` are secrets.
 */
record AccessLine(RequestSummary request) implements LogQueue.Line {

    private record Second(long number, String text) {}

    private static volatile Second last = new Second(-1, "");

    /**
     * Puts the line, without its line feed. The members are, in this order: `time` ({@link #time}), `id`, `client` (its
     * address), `user`, `method`, `target` without its {@link Secrets}, `route` (its pattern), `status`, `bytes` of
     * content, `outcome` ({@link RequestSummary#ending}), `ms` (the whole), `parts` (an object with a member for each
     * {@link Part} that took any time), `agent`, and if there are traces, `trace`, `span` and `parent`. What is unknown
     * is `null`. In texts, all characters but the visible ones of ASCII and the space are escaped by their number;
     * times are in milliseconds with six digits after the point.
     */
    // task access-log, until then: out.putAscii("{}");
    @Override
    public void putInto(TextBuffer out) {
        out.putAscii("{\"time\":\"");
        time(request.time(), out);
        text("\",\"id\":", request.id(), out);
        text(",\"client\":", request.client().getHostString(), out);
        text(",\"user\":", request.user(), out);
        text(",\"method\":", request.method(), out);
        text(",\"target\":", Secrets.hide(request.target()), out);
        text(",\"route\":", request.route() == null ? null : request.route().text(), out);
        out.putAscii(",\"status\":").put(request.status());
        out.putAscii(",\"bytes\":").put(request.outcome().bytes());
        text(",\"outcome\":", request.ending(), out);
        out.putAscii(",\"ms\":").putMillis(request.times().total());
        parts(out);
        text(",\"agent\":", request.agent(), out);
        trace(request.trace(), out);
        out.put('}');
    }

    // task access-log
    private void parts(TextBuffer out) {
        char separator = '{';
        out.putAscii(",\"parts\":");
        for (Part part : Part.values()) {
            if (request.times().at(part) != 0) {
                out.put(separator)
                        .put('"')
                        .putAscii(part.toString())
                        .putAscii("\":")
                        .putMillis(request.times().at(part));
                separator = ',';
            }
        }
        out.putAscii(separator == '{' ? "{}" : "}");
    }

    private static void text(String name, String value, TextBuffer out) {
        JsonText.put(value, out.putAscii(name));
    }

    /** Puts `trace`, `span` and `parent`, which is `null` if the trace begins here. Puts nothing if traces are off. */
    private static void trace(TraceContext trace, TextBuffer out) {
        if (trace != null) {
            out.putAscii(",\"trace\":\"").putHex(trace.high(), 16).putHex(trace.low(), 16);
            out.putAscii("\",\"span\":\"").putHex(trace.span(), 16);
            out.putAscii("\",\"parent\":");
            if (trace.parent() == 0) {
                out.putAscii("null");
            } else {
                out.put('"').putHex(trace.parent(), 16).put('"');
            }
        }
    }

    /** Puts a time as in `2026-11-27T10:15:30.123Z` (RFC 3339). The text of a second is made once. */
    private static void time(long millis, TextBuffer out) {
        long number = Math.floorDiv(millis, 1000L);
        Second second = last;
        if (second.number() != number) {
            second = new Second(number, Instant.ofEpochSecond(number).toString().replace('Z', '.'));
            last = second;
        }
        out.putAscii(second.text()).putDigits(Math.floorMod(millis, 1000L), 3).put('Z');
    }
}
