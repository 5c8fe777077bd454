package grader.tests.conformance;

import java.util.LinkedHashMap;
import java.util.Map;

/** Servers that are wrong in a way of their own, by what is wrong with them. */
final class BrokenServers {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, world\n";

    private BrokenServers() {}

    static Map<String, Scripted.Script> all() {
        Map<String, Scripted.Script> all = new LinkedHashMap<>();
        all.put("takes everything, and keeps the connection", Scripted.always(OK));
        all.put("refuses everything, and keeps the connection", Scripted.always("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
        all.put("has a fault whatever comes", Scripted.always("HTTP/1.0 500 Fault\r\nContent-Length: 0\r\n\r\n"));
        all.put("closes at once", (in, out) -> { });
        all.put("answers before it has read", (in, out) -> {
            Scripted.write(out, OK);
            Scripted.always(OK).play(in, out);
        });
        all.put("answers once, and closes", (in, out) -> {
            if (Scripted.head(in) != null) {
                Scripted.write(out, OK);
            }
        });
        all.put("waits for the end of the stream", (in, out) -> {
            in.readAllBytes();
            Scripted.write(out, OK);
        });
        all.put("closes with bytes unread, which resets the connection", (in, out) -> in.read());
        all.put("is careless with answers", new Careless());
        return all;
    }
}
