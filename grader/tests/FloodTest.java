package grader.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import grader.lab.PackagedParts;
import grader.lab.Change;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lab 07's link and a client that sends without a pause. On a socket it would have to send faster than the server
 * reads, for seconds: so here the socket is one whose input is always there, and each read takes a millisecond of a
 * clock that the test holds.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FloodTest {

    private static final long REQUEST_MILLIS = 700;
    private static final int READS_AFTER_THE_END = 50;
    private static final String ENDLESS = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n";

    private static final String LAST_REQUEST = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private static final String CALLER = """
            package parts;

            import java.io.*;
            import java.net.*;
            import java.nio.charset.StandardCharsets;
            import java.util.Arrays;
            import java.util.function.LongSupplier;

            public final class Caller extends Socket implements LongSupplier, Clock {

                private static final int READS_AFTER_THE_END = 50;

                private final ByteArrayInputStream beginning;
                private long now;
                private int left = Integer.MAX_VALUE;

                public Caller(String beginning) {
                    this.beginning = new ByteArrayInputStream(beginning.getBytes(StandardCharsets.US_ASCII));
                }

                /** When the link has ended, in milliseconds. */
                @Override
                public long getAsLong() {
                    ConnectionLimits limits = new ConnectionLimits(60_000, 700, 60_000, 60_000, 10_000_000);
                    ExceptionBoundary handler = new ExceptionBoundary(request -> Response.text(200, "a"));
                    try {
                        new SocketDriver(this, new HttpConnection(InetAddress.getLoopbackAddress(), handler, limits, this, new BufferPool(1 << 20)), this).run();
                    } catch (IOException error) {
                        throw new UncheckedIOException(error);
                    }
                    return now;
                }

                @Override
                public long now() {
                    return now;
                }

                @Override
                public String date() {
                    return "";
                }

                @Override
                public InputStream getInputStream() {
                    return new InputStream() {
                        @Override
                        public int read() {
                            throw new UnsupportedOperationException();
                        }

                        @Override
                        public int available() {
                            return 1;
                        }

                        @Override
                        public int read(byte[] out, int from, int length) {
                            if (left-- == 0) {
                                return -1;
                            }
                            if (++now > 100_000) {
                                throw new IllegalStateException("it still reads");
                            }
                            int count = beginning.read(out, from, length);
                            if (count > 0) {
                                return count;
                            }
                            Arrays.fill(out, from, from + length, (byte) 'x');
                            return length;
                        }
                    };
                }

                @Override
                public OutputStream getOutputStream() {
                    return OutputStream.nullOutputStream();
                }

                @Override
                public void setTcpNoDelay(boolean on) {}

                @Override
                public void setSoTimeout(int millis) {}

                @Override
                public void shutdownOutput() {
                    left = READS_AFTER_THE_END;
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
    void aRefusedClientIsListenedToUntilItEnds() {
        assertEquals(1 + READS_AFTER_THE_END, ended(reference, "NONSENSE\r\n\r\n"));
    }

    /** Its last request has been answered, and what it sent after that has not been read: a close would be a reset. */
    @Test
    void aClientWithBytesOnTheWayIsListenedToUntilItEnds() {
        assertEquals(1 + READS_AFTER_THE_END, ended(reference, LAST_REQUEST));
        assertEquals(1,
                ended(reference.with(new Change("SocketDriver.java", "in.available() > 0", "false")), LAST_REQUEST));
    }

    @Test
    void contentThatComesWithoutAPauseIsLate() {
        assertEquals(1 + REQUEST_MILLIS + READS_AFTER_THE_END,
                ended(reference, ENDLESS));
    }

    @Test
    void aLinkThatCountsOnPausesIsFound() {
        PackagedParts without = reference
                .with(new Change("SocketDriver.java", "if (left <= 0) {", "if (left <= Integer.MIN_VALUE) {"));
        assertNotEquals(1 + REQUEST_MILLIS + READS_AFTER_THE_END, ended(without, ENDLESS));
    }

    private static long ended(PackagedParts parts, String beginning) {
        return parts.maker(LongSupplier.class, String.class).make(beginning).getAsLong();
    }
}
