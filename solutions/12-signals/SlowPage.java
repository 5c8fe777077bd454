import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The admin page `/slow`: the {@link SlowRequests}, as JSON, with the times at each stop in milliseconds. */
record SlowPage(SlowRequests slow) implements Handler {

    private record Page(int minutes, List<Line> requests) {}

    private record Line(String time, String id, String method, String target, String route, int status, String outcome,
            BigDecimal ms, Map<String, BigDecimal> parts) {}

    @Override
    public Response handle(Request request) {
        List<Line> lines = slow.slowest().stream().map(SlowPage::line).toList();
        return Json.response(200, new Page(SlowRequests.MINUTES, lines)).with("Cache-Control", "no-store");
    }

    private static Line line(RequestSummary request) {
        Map<String, BigDecimal> parts = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            parts.put(part.toString(), millis(request.times().at(part)));
        }
        String route = request.route() == null ? null : request.route().toString();
        return new Line(Instant.ofEpochMilli(request.time()).toString(), request.id(), request.method(),
                Secrets.hide(request.target()), route, request.status(), request.ending(),
                millis(request.times().total()), parts);
    }

    private static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6);
    }
}
