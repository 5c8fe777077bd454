import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a request knows when its response has ended: how it has ended, and when it was at each stop. */
final class OutcomeScenarios {

    private static final int HANDLER_MILLIS = 60_000;
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\n\r\n";

    private OutcomeScenarios() {}

    /** Responses of all kinds; the last one is broken off by its client. */
    static String knowsHowItEnded(Function<Function<Peer, Protocol>, Engine> engine) throws Exception {
        BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        Middleware outermost = (request, next) -> {
            request.context().whenEnded(outcome -> ended.add(report(request, outcome)));
            return next.handle(request);
        };
        try (Server server =
                TestServer.open(engine, UnaryOperator.identity(), HANDLER_MILLIS, List.of(), outermost)) {
            List<String> seen = new ArrayList<>();
            try (Socket client = SeamScenarios.connect(server)) {
                for (String line : List.of("GET /", "HEAD /", "GET /chunks/200000")) {
                    SeamScenarios.send(client, line + HOST);
                    seen.add(next(ended, client));
                }
                SeamScenarios.send(client, "GET /" + HOST + "GET /" + HOST + "GET /nothing" + HOST);
                for (int i = 0; i < 3; i++) {
                    seen.add(next(ended, client));
                }
            }
            try (Socket client = SeamScenarios.connect(server)) {
                SeamScenarios.send(client, "GET /chunks/90000000" + HOST);
                client.getInputStream().read();
                client.setSoLinger(true, 0);
            }
            seen.add(ended.poll(HANDLER_MILLIS, TimeUnit.MILLISECONDS));
            return String.join(", ", seen);
        }
    }

    /** Waits for the next report, and drops what has come until then: a client that does not read holds it up. */
    private static String next(BlockingQueue<String> ended, Socket client) throws Exception {
        InputStream in = client.getInputStream();
        String report = ended.poll();
        while (report == null) {
            if (in.available() > 0) {
                in.skip(in.available());
            }
            report = ended.poll(1, TimeUnit.MILLISECONDS);
        }
        return report;
    }

    private static String report(Request request, Outcome outcome) {
        RequestContext context = request.context();
        long before = 0;
        for (RequestStage stop : RequestStage.values()) {
            long time = context.time(stop);
            if (time != 0 && time < before) {
                return stop + " was before the stop before it";
            }
            if (time == 0 && stop.compareTo(RequestStage.ARRIVE) >= 0 && stop != RequestStage.HANDLE
                    && stop != RequestStage.SERIALIZE) {
                return "the time at " + stop + " is missing";
            }
            before = Math.max(before, time);
        }
        return request.head().rawTarget() + (outcome.complete() ? " " + outcome.bytes() + " complete" : broken(outcome))
                + (context.time(RequestStage.ACCEPT) == 0 ? "" : " accepted");
    }

    private static String broken(Outcome outcome) {
        return outcome.bytes() > 0 && outcome.bytes() < 90_000_000 ? " broken off"
                : " broken off after " + outcome.bytes();
    }
}
