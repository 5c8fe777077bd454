package parts;

import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A client whose request comes at the very moment at which the server begins to drain: before, or after, the driver's
 * thread has taken it from the socket.
 */
public final class Caller extends Socket implements Supplier<String>, Clock {

    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final boolean taken;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private SocketDriver driver;
    private int there = REQUEST.length;
    private boolean inputEnded;

    public Caller(String moment) {
        this.taken = moment.equals("taken");
    }

    /** What the client gets, and whether a request was in progress when its response was made. */
    @Override
    public String get() {
        StringBuilder idle = new StringBuilder();
        ConnectionLimits limits = new ConnectionLimits(60_000, 60_000, 60_000, 60_000, 10_000);
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
        return response.isEmpty() ? "nothing" : response.substring(9, 12) + " idle: " + idle;
    }

    @Override
    public long now() {
        return 0;
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
                return inputEnded ? 0 : there;
            }

            @Override
            public int read(byte[] to, int from, int length) {
                int count = there;
                if (taken) {
                    there = 0;
                    driver.drain();
                } else {
                    driver.drain();
                    count = available();
                    there = 0;
                }
                System.arraycopy(REQUEST, 0, to, from, count);
                return count == 0 ? -1 : count;
            }
        };
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
}
