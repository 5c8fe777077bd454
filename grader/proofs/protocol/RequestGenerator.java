package grader.proofs.protocol;

import grader.clients.http.Response.Framing;
import java.util.List;
import java.util.Random;

/** Makes requests of every kind that the server answers, and says how it has to. */
public final class RequestGenerator {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BYTES = "application/octet-stream";
    private static final String PROBLEM = "application/problem+json";

    private final Random random;

    public RequestGenerator(Random random) {
        this.random = random;
    }

    /**
     * A handler, and what it says.
     *
     * @param length whether the length is known before
     */
    private record Place(String method, String target, int status, String type, String content, boolean length,
            boolean complete) {

        static Place text(String target, int status, String text) {
            return new Place("GET", target, status, TEXT, text, true, true);
        }

        static Place bytes(String target, String type, String content, boolean length) {
            return new Place("GET", target, 200, type, content, length, true);
        }
    }

    /** A request that is answered completely. */
    public GeneratedRequest good() {
        return random.nextInt(3) == 0 ? EchoRequests.any(random) : asked(place());
    }

    /** One whose answer breaks off. */
    public GeneratedRequest broken() {
        return asked(breaking());
    }

    private GeneratedRequest asked(Place place) {
        boolean old = random.nextInt(5) == 0;
        boolean headOnly = place.complete() && place.method().equals("GET") && random.nextInt(6) == 0;
        Options options = Options.any(random, old);
        String text = (headOnly ? "HEAD" : place.method()) + " " + place.target() + " HTTP/1." + (old ? 0 : 1) + "\r\n"
                + Options.host(random) + options.lines() + "\r\n";
        return new GeneratedRequest(text, meant(place, old, headOnly, options.keeps()));
    }

    private static ExpectedResponse meant(Place place, boolean old, boolean headOnly, boolean keeps) {
        boolean none = place.status() == 204 || place.status() == 304;
        Framing framing =
                none ? Framing.NONE : place.length() ? Framing.LENGTH : old ? Framing.CONNECTION : Framing.CHUNKED;
        boolean goesOn = keeps && (framing != Framing.CONNECTION || headOnly);
        String content = headOnly || none || place.status() == 205 ? "" : place.content();
        String connection = !goesOn ? "close" : old ? "keep-alive" : null;
        return new ExpectedResponse(place.status(), place.type(), framing, content, connection, place.complete(),
                false);
    }

    private Place place() {
        int n = number();
        int most = piece(n);
        return switch (random.nextInt(11)) {
            case 0 -> Place.text("/", 200, "Hello, world\n");
            case 1 -> Place.bytes("/bytes/" + n, BYTES, "x".repeat(n), true);
            case 2 -> Place.bytes("/chunks/" + n, BYTES, "x".repeat(n), false);
            case 3 -> Place.bytes("/rows/" + n / 40, "application/json", rows(n / 40), false);
            case 4 -> status();
            case 5 -> new Place("GET", "/no-content", 204, null, "", true, true);
            case 6 -> Place.bytes("/pieces/" + n + "/" + most, "text/plain", letters(n), false);
            case 7 -> Place.bytes("/sized/" + n + "/" + most, "text/plain", letters(n), true);
            case 8 -> new Place("GET", "/nowhere?n=" + n, 404, PROBLEM, null, true, true);
            case 9 -> new Place("DELETE", "/", 405, PROBLEM, null, true, true);
            default -> new Place("OPTIONS", "*", 204, null, "", true, true);
        };
    }

    private Place status() {
        int[] statuses = {200, 204, 205, 304, 404, 410, 503};
        List<String> reasons = List.of("OK", "No Content", "Reset Content", "Not Modified", "Not Found", "Gone",
                "Service Unavailable");
        int i = random.nextInt(statuses.length);
        return Place.text("/status/" + statuses[i], statuses[i], reasons.get(i) + "\n");
    }

    private Place breaking() {
        int n = number();
        String size = n + "/" + piece(n);
        return switch (random.nextInt(4)) {
            case 0 -> new Place("GET", "/breaks/" + size, 200, "text/plain", letters(n), false, false);
            case 1 -> new Place("GET", "/sized-breaks/" + size, 200, "text/plain", letters(n), true, false);
            case 2 -> new Place("GET", "/sized-ends/" + size, 200, "text/plain", letters(n), true, false);
            default -> new Place("GET", "/fail-midway", 200, TEXT, "so far all is well\n", false, false);
        };
    }

    /** Mostly small; sometimes more than a buffer takes. */
    private int number() {
        return switch (random.nextInt(40)) {
            case 0 -> random.nextInt(150_000);
            case 1, 2, 3 -> random.nextInt(3_000);
            default -> random.nextInt(40);
        };
    }

    /** At most how many bytes a source makes at a time: a thousand pieces are enough to tell. */
    private int piece(int count) {
        return 1 + count / 1_000 + number();
    }

    private static String letters(int count) {
        return "abcdefghijklmnopqrstuvwxyz".repeat(count / 26 + 1).substring(0, count);
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder("[");
        for (int i = 1; i <= count; i++) {
            rows.append(i == 1 ? "" : ",")
                    .append("{\"id\":")
                    .append(i)
                    .append(",\"name\":\"row ")
                    .append(i)
                    .append("\"}");
        }
        return rows.append("]\n").toString();
    }
}
