/** The field `Server-Timing` (W3C), which browsers show next to their own times of the request. */
final class ServerTiming {

    private static final String FIELD = "Server-Timing";

    private ServerTiming() {}

    /** Returns the response with the times of its request until now. What comes later, no field can tell. */
    static Response add(Response response, RequestContext request) {
        String value = value(RequestTimes.of(request, System.nanoTime()));
        return value.isEmpty() ? response : response.with(FIELD, value);
    }

    /**
     * Returns the value of the field: a member such as `queue;dur=201.500250` for each part that took any time, in the
     * order of {@link Part}, and at last `total;dur=…`. Members are separated by `, `. The durations are in
     * milliseconds with six digits after the point ({@link TextBuffer#putMillis}), so they add up to the total.
     */
    // task stops, until then: return "";
    static String value(RequestTimes times) {
        TextBuffer text = new TextBuffer();
        for (Part part : Part.values()) {
            if (times.at(part) != 0) {
                text.putAscii(part.toString()).putAscii(";dur=").putMillis(times.at(part)).put(", ");
            }
        }
        return text.put("total;dur=").putMillis(times.total()).toString();
    }
}
