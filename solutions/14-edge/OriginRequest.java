import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The requests that the cache sends to the origin. */
final class OriginRequest {

    /** The conditions of a client, which the cache evaluates. */
    private static final Set<String> CONDITIONS = Set.of("if-none-match", "if-modified-since");

    private OriginRequest() {}

    /**
     * Returns the same request without the client's conditions, so that the response is for all. If something is known
     * already, it is asked for only if it has changed (RFC 9111 §4.3.1).
     *
     * @param known what is stored; null if nothing is, or it cannot be validated
     */
    static Request of(Request request, RequestContext context, StoredResponse known) {
        Map<String, String> conditions = new LinkedHashMap<>();
        if (known != null && known.validators().tag() != null) {
            conditions.put("if-none-match", known.validators().tag().toString());
        }
        if (known != null && known.validators().lastModified() != Validators.UNKNOWN) {
            conditions.put("if-modified-since", SystemClock.format(known.validators().lastModified()));
        }
        Head head = request.head();
        byte[] line = (head.method() + " " + head.rawTarget() + " " + head.version()).getBytes(ISO_8859_1);
        int targetEnd = head.method().length() + 1 + head.rawTarget().length();
        return new Request(
                new Head(line, 0, head.method().length(), targetEnd, fields(head.fields(), conditions)),
                request.content(), request.trailers(), null, context);
    }

    private static Fields fields(Fields client, Map<String, String> conditions) {
        StringBuilder text = new StringBuilder();
        int[] slices = new int[4 * (client.size() + conditions.size())];
        int end = 0;
        for (int i = 0; i < client.size(); i++) {
            if (!CONDITIONS.contains(client.name(i))) {
                end = add(client.name(i), client.value(i), text, slices, end);
            }
        }
        for (Map.Entry<String, String> each : conditions.entrySet()) {
            end = add(each.getKey(), each.getValue(), text, slices, end);
        }
        return new Fields(text.toString().getBytes(ISO_8859_1), java.util.Arrays.copyOf(slices, end));
    }

    private static int add(String name, String value, StringBuilder text, int[] slices, int end) {
        slices[end] = text.length();
        slices[end + 1] = text.append(name).length();
        slices[end + 2] = text.length();
        slices[end + 3] = text.append(value).length();
        return end + 4;
    }
}
