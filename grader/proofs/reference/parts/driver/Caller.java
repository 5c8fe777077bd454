package parts;

import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/** Lab 07's driver on a socket without a network, whose client sends a text, and does what its name says. */
public final class Caller extends Socket implements Supplier<String>, Clock {

    private static final int READS_AFTER_THE_END = 50;

    private final InputStream in;
    private final byte[] text;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringBuilder idle = new StringBuilder();     // while a request was handled
    private SocketDriver driver;
    private boolean inputEnded;
    private long now;
    private int left = Integer.MAX_VALUE;

    /** @param client "flood", "there" or "taken" */
    public Caller(String client, String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        this.in = client.equals("flood") ? new Flood() : new Moment(client.equals("taken"));
    }

    /** The status of the first response, whether the connection was idle meanwhile, and the milliseconds at its end. */
    @Override
    public String get() {
        ConnectionLimits limits = new ConnectionLimits(60_000, 700, 60_000, 60_000, 10_000_000);
        ExceptionBoundary handler = new ExceptionBoundary(request -> {
            idle.append(driver.isIdle());
            return Response.text(200, "a");
        });
        try {
            driver = new SocketDriver(this,
                    new HttpConnection(new Peer(new InetSocketAddress("127.0.0.1", 0), 0), handler, limits, this,
                            new BufferPool(1 << 20), new BodyBudget(1 << 24)),
                    this);
            driver.run();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        String response = out.toString(StandardCharsets.US_ASCII);
        return (response.isEmpty() ? "nothing" : response.substring(9, 12)) + " idle: " + idle + " at " + now;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public String date() {
        return "";
    }

    /** Goes on with anything after its text. Each read takes a millisecond. */
    private final class Flood extends InputStream {

        private final ByteArrayInputStream beginning = new ByteArrayInputStream(text);

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int available() {
            return 1;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            if (left-- == 0) {
                return -1;
            }
            if (++now > 100_000) {
                throw new IllegalStateException("it still reads");
            }
            int count = beginning.read(to, from, length);
            if (count > 0) {
                return count;
            }
            Arrays.fill(to, from, from + length, (byte) 'x');
            return length;
        }
    }

    /** The server begins to drain when the text has come, and the driver's thread has `taken` it, or has not yet. */
    private final class Moment extends InputStream {

        private final boolean taken;
        private int there = text.length;

        Moment(boolean taken) {
            this.taken = taken;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int available() {
            return inputEnded ? 0 : there;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            int count = there;
            there = taken ? 0 : there;
            driver.drain();
            count = taken ? count : available();
            there = 0;
            System.arraycopy(text, 0, to, from, count);
            return count == 0 ? -1 : count;
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public void shutdownInput() {
        inputEnded = true;
    }

    @Override
    public void shutdownOutput() {
        left = READS_AFTER_THE_END;
    }
}
