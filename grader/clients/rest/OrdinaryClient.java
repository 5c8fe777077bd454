package grader.clients.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.http.Header;
import org.apache.http.HttpRequest;
import org.apache.http.HttpRequestInterceptor;
import org.apache.http.message.BasicHeader;
import org.apache.http.protocol.HttpContext;

/**
 * A client that servers meet every day: the fields that it sends by itself, and their order. Each check is one of them,
 * by the seed, so that no server recognizes REST-assured. Fields that the check sets stay as they are.
 */
public final class OrdinaryClient implements HttpRequestInterceptor {

    private static final String AGENT = "User-Agent";
    private static final String OTHERS = "*";       // the place of all other fields

    /** What a client sends by itself, in its order; `#` is a number. */
    private static final List<List<String>> KNOWN = List.of(
            List.of("Host", "User-Agent: curl/8.#.#", "Accept: */*", OTHERS),
            List.of("User-Agent: Wget/1.2#.#", "Accept: */*", "Host", "Connection: Keep-Alive", OTHERS),
            List.of("Host", "User-Agent: python-requests/2.3#.#", "Accept: */*", "Connection: keep-alive", OTHERS),
            List.of("Host", "User-Agent: Java-http-client/2#.0.#", OTHERS),
            List.of("Host", "User-Agent: Go-http-client/1.1", OTHERS),
            List.of("Accept: */*", "User-Agent: Ruby", OTHERS, "Host"),
            List.of("Host", "Connection: keep-alive",
                    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:14#.0) Gecko/20100101 Firefox/14#.0", "Accept: */*",
                    OTHERS),
            List.of("Host", OTHERS, "Connection: close"),
            List.of("Host", OTHERS));

    /** What REST-assured and its client add by themselves. */
    private static final Map<String, String> ADDED = Map.of("Accept", "*/*", "Connection", "Keep-Alive", AGENT, "");

    private final List<String> fields;

    private OrdinaryClient(List<String> fields) {
        this.fields = fields;
    }

    /** One of them: always the same for the same number. */
    public static OrdinaryClient of(long seed) {
        Random random = new Random(seed);
        String digit = String.valueOf(random.nextInt(10));
        return new OrdinaryClient(KNOWN.get(random.nextInt(KNOWN.size()))
                .stream()
                .map(field -> field.replace("#", digit))
                .toList());
    }

    /** The text of a request without the fields that only say which client this is, unless the check has set them. */
    String withoutLooks(String request) {
        String left = request;
        for (String field : fields) {
            if (field.startsWith(AGENT) || field.startsWith("Accept")) {
                left = left.replaceFirst(Pattern.quote("\r\n" + field + "\r\n"), "\r\n");
            }
        }
        return left;
    }

    @Override
    public void process(HttpRequest request, HttpContext context) {
        List<Header> left = new ArrayList<>(List.of(request.getAllHeaders()));
        left.removeIf(one -> one.getValue().equals(ADDED.get(one.getName())));
        List<Header> ordered = new ArrayList<>();
        int others = 0;
        for (String field : fields) {
            String[] parts = field.split(": ", 2);
            List<Header> own = left.stream().filter(one -> one.getName().equalsIgnoreCase(parts[0])).toList();
            left.removeAll(own);
            ordered.addAll(own);
            if (own.isEmpty() && parts.length > 1) {
                ordered.add(new BasicHeader(parts[0], parts[1]));
            }
            others = field.equals(OTHERS) ? ordered.size() : others;
        }
        ordered.addAll(others, left);
        request.setHeaders(ordered.toArray(Header[]::new));
    }
}
