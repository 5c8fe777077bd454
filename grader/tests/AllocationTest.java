package grader.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.lab.Change;
import grader.lab.PackagedParts;
import grader.verification.Remembered;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many bytes of heap lab 07's connection allocates for a small request, with a handler that allocates none. Bytes
 * are counted, not time, so a busy machine changes nothing.
 */
@Remembered(reads = "solutions")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AllocationTest {

    private static final int MAX_BYTES = 600;

    private static final String CALLER = """
            package parts;

            import java.lang.management.ManagementFactory;
            import java.net.InetAddress;
            import java.nio.ByteBuffer;

            public final class Caller implements Clock {

                private static final int REQUESTS = 10_000;
                private static final int ROUNDS = 20;
                private static final byte[] REQUEST = "GET / HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n".getBytes();

                private final com.sun.management.ThreadMXBean threads =
                        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
                private final ByteBuffer request = ByteBuffer.wrap(REQUEST);
                private final Response hello = Response.text(200, "Hello, world\\n");
                private final HttpConnection connection =
                        new HttpConnection(InetAddress.getLoopbackAddress(), new ExceptionBoundary(this::hello),
                                new ConnectionLimits(10_000, 10_000, 60_000, 10_000, 1_000_000), this, new BufferPool(1 << 24));

                /** A handler, and what layers leave in the context of a request. */
                private Response hello(Request request) {
                    request.setAttribute(RequestId.ID, "a");
                    request.setAttribute(Router.ROUTE, null);
                    return hello;
                }

                /** Prints the least of some rounds: the later ones run compiled code. */
                public static void main(String[] args) {
                    Caller caller = new Caller();
                    long least = Long.MAX_VALUE;
                    for (int round = 0; round < ROUNDS; round++) {
                        least = Math.min(least, caller.round());
                    }
                    IO.println(least);
                }

                /** Bytes for each request, on the average. */
                private long round() {
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (int i = 0; i < REQUESTS; i++) {
                        connection.receive(request.clear());
                        connection.work();
                        ByteBuffer output = connection.output();
                        output.position(output.limit());
                        connection.sent();
                    }
                    return (threads.getCurrentThreadAllocatedBytes() - before) / REQUESTS;
                }

                @Override
                public long now() {
                    return 0;
                }

                @Override
                public String date() {
                    return "Date: Sun, 06 Nov 1994 08:49:37 GMT\\r\\n";
                }
            }
            """;

    @TempDir
    static Path folder;

    private static PackagedParts reference;

    @BeforeAll
    static void compile() {
        reference = PackagedParts.ofReference(7, CALLER, folder);
    }

    @Test
    void aSmallRequestTakesLittle() throws IOException {
        long bytes = leastOf(reference);
        assertTrue(bytes <= MAX_BYTES, () -> bytes + " bytes for each request");
    }

    @Test
    void aHeadThatIsTextFirstIsFound() throws IOException {
        long bytes = leastOf(reference.with(
                new Change("ResponseWriter.java", "if (character > 0x7F) {",
                        "if (text.getBytes(UTF_8).length > i) {")));
        assertTrue(bytes > MAX_BYTES, () -> bytes + " bytes for each request");
    }

    /** In a JVM of its own, with all compilers: only these see what need not be allocated. */
    private static long leastOf(PackagedParts parts) throws IOException {
        String path = parts.classes().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Process counting = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xbatch", "-XX:+UseSerialGC", "-cp", path, "parts.Caller").redirectErrorStream(true).start();
        try (BufferedReader told = counting.inputReader()) {
            return Long.parseLong(told.readLine());
        } finally {
            counting.destroyForcibly();
        }
    }
}
