package grader.conformance.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Servers that are wrong in a way of their own. */
final class BrokenServers {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\nHello, world\n";

    private static final long EACH_BYTE_NANOS = 400_000_000;

    /**
     * A broken server.
     *
     * @param what what is wrong with it
     * @param meant the requirements that it is there to fail; empty if these are all. A server that never responds
     *        fails nearly every requirement, which says nothing about them
     */
    record Broken(String what, Scripted.Script script, Set<String> meant) {

        boolean isMeantFor(String requirement) {
            return meant.isEmpty() || meant.contains(requirement);
        }
    }

    private BrokenServers() {}

    static List<Broken> all() {
        return List.of(
                of("takes everything, and keeps the connection", Scripted.always(OK)),
                of("refuses everything, and keeps the connection",
                        Scripted.always("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")),
                of("has a fault whatever comes", Scripted.always("HTTP/1.0 500 Fault\r\nContent-Length: 0\r\n\r\n")),
                of("answers before it has read", (in, out) -> {
                    Scripted.write(out, OK);
                    Scripted.always(OK).play(in, out);
                }),
                of("answers once, and closes", (in, out) -> {
                    if (Scripted.head(in) != null) {
                        Scripted.write(out, OK);
                    }
                }),
                of("is careless with answers", new Careless()),
                of("is careless with dates and lists", new Dated()),
                of("is fussy about requests", new Fussy("200 OK", "414 Long", "431 Long")),
                of("ignores conditions, and sends any part", new WrongFiles(WrongFiles.Way.IGNORES)),
                of("takes each condition for false", new WrongFiles(WrongFiles.Way.REFUSES)),
                of("misspells what caches read", new WrongFiles(WrongFiles.Way.MISSPELLS)),
                of("compresses for all clients", new WrongFiles(WrongFiles.Way.COMPRESSES)),
                of("is brought down by a reset", new Fussy("503 Down", "414 Long", "431 Long"), "reset-in-answer",
                        "reset-in-content"),
                of("is brought down by what is long", new Fussy("200 OK", "500 Down", "500 Down"), "long-target",
                        "long-field", "many-fields"),
                of("waits for the end of the stream", (in, out) -> {
                    in.readAllBytes();
                    Scripted.write(out, OK);
                }, "continue", "continue-in-case", "continue-then-final", "continue-once", "expect-without-content"),
                of("sends a 100 as if it had content", Scripted.always(
                        "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n" + OK),
                        "continue-no-length", "continue-no-coding"),
                of("sends interim responses without end", (in, out) -> {
                    while (Scripted.head(in) != null) {
                        Scripted.write(out, "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100_000));
                    }
                }),
                of("closes after an error, and does not say so", (in, out) -> {
                    Scripted.head(in);
                    Scripted.write(out, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                }, "persists-after-404"),
                of("has patience for each byte, and none between them", BrokenServers::eachByte, "drip-ends"),
                of("ends content neither by a length nor by its end", (in, out) -> {
                    Scripted.head(in);
                    Scripted.write(out, "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(70_000));
                    in.readAllBytes();
                }, "length-right"),
                of("closes at once, so that what comes is answered with a reset", (in, out) -> {},
                        "late-head-ends-gracefully", "late-content-ends-gracefully", "drip-ends"));
    }

    /** Servers whose responses never end. */
    static List<Broken> withoutEnd() {
        return List.of(
                of("drips a head", (in, out) -> {
                    Scripted.head(in);
                    drip(out, "HTTP/1.1 200 OK\r\nX-Drops: ");
                }),
                of("drips content", (in, out) -> {
                    Scripted.head(in);
                    drip(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                }),
                of("sends content of 4 GiB", (in, out) -> {
                    Scripted.head(in);
                    Scripted.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 4294967296\r\n\r\n");
                    String much = "x".repeat(1 << 16);
                    for (int i = 0; i < 1 << 16; i++) {
                        Scripted.write(out, much);
                    }
                }),
                of("floods, whatever comes", (in, out) -> {
                    while (true) {
                        Scripted.write(out, OK.repeat(1000));
                    }
                }));
    }

    /** A byte now and then, for as long as the client stays. */
    private static void drip(OutputStream out, String start) throws IOException {
        Scripted.write(out, start);
        while (true) {
            Scripted.write(out, "x");
            LockSupport.parkNanos(50_000_000);
        }
    }

    /** Reads on as long as a byte comes now and then. */
    private static void eachByte(InputStream in, OutputStream out) throws IOException {
        long deadline = System.nanoTime() + EACH_BYTE_NANOS;
        while (System.nanoTime() - deadline < 0) {
            if (in.available() > 0) {
                in.skipNBytes(in.available());
                deadline = System.nanoTime() + EACH_BYTE_NANOS;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static Broken of(String what, Scripted.Script script, String... meant) {
        return new Broken(what, script, Set.of(meant));
    }
}
