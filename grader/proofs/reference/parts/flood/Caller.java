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
            new SocketDriver(this,
                    new HttpConnection(new Peer(new InetSocketAddress("127.0.0.1", 0), 0), handler, limits, this,
                            new BufferPool(1 << 20), new BodyBudget(1 << 24)),
                    this).run();
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
