import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Another server that this one needs, in this process, on a free port of 127.0.0.1. It knows everything: any sku costs
 * 150 cents, any payment is paid. But for a time it fails.
 */
final class FailingService implements Failure, Listener.ConnectionHandler {

    /** What becomes of a request while it fails. */
    enum Way {
        /** The response comes late. */
        SLOW,
        /** The connection is reset. */
        RESET,
        /** The response is no HTTP. */
        GARBAGE,
        /** Nothing comes. */
        SILENT,
        /** Not even a connection can be opened: all packets get lost. */
        PARTITION
    }

    private static final int SLOW_MILLIS = 1_500;
    private static final int CONNECT_MILLIS = 300;
    private static final int MAX_BODY = 1 << 20;
    private static final byte[] OK = response();

    private final String name;
    private final Way way;
    private Listener listener;          // null until the service is open
    private final List<Socket> waiting = new ArrayList<>();     // those that fill the queue of the kernel
    private int failed;                 // requests; guarded by this object's lock, as is `failing`
    private boolean failing;

    /** @param name the flag with the address of the service: `pricing`, `catalog` or `payments` */
    FailingService(String name, Way way) {
        this.name = name;
        this.way = way;
    }

    private static byte[] response() {
        byte[] body = "{\"id\":\"p-1\",\"cents\":150,\"state\":\"paid\"}\n".getBytes(US_ASCII);
        return ResponseBytes.of("GET", 200, List.of("Content-Type: application/json",
                "Content-Length: " + body.length, ResponseBytes.CLOSE), body);
    }

    @Override
    public String description() {
        return "the service `" + name + "` " + switch (way) {
            case SLOW -> "takes " + SLOW_MILLIS + " ms for each response";
            case RESET -> "resets each connection";
            case GARBAGE -> "sends garbage";
            case SILENT -> "sends nothing";
            case PARTITION -> "cannot be reached";
        };
    }

    /** Opens the service. It takes the place of another that the flags may name. */
    @Override
    public void prepare(Flags flags) throws IOException {
        listener = Listener.bind(Sockets.open(), "127.0.0.1", 0, way == Way.PARTITION ? 1 : 128);
        flags.given().put(name, List.of(listener.url()));
        Server.startAccepting("failing", listener, this);
    }

    /** Serves one request, on a thread of its own; then the connection ends. */
    @Override
    public void serve(Socket connection) throws InterruptedException {
        awaitReachable();
        new SecondaryPort(this::respond).serve(connection);
    }

    /** While no one accepts and the queue of the kernel is full, it drops the packets that open connections. */
    private synchronized void awaitReachable() throws InterruptedException {
        while (failing && way == Way.PARTITION) {
            wait();
        }
    }

    private void respond(Socket connection) throws IOException, InterruptedException {
        connection.setSoTimeout(60_000);
        read(connection);
        if (!fails()) {
            connection.getOutputStream().write(OK);
            return;
        }
        switch (way) {
            case SLOW -> {
                Thread.sleep(SLOW_MILLIS);
                connection.getOutputStream().write(OK);
            }
            case RESET -> connection.setSoLinger(true, 0);
            case GARBAGE -> connection.getOutputStream().write(garbage());
            case SILENT, PARTITION -> connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Returns something that is no HTTP, or HTTP that makes no sense. */
    private synchronized byte[] garbage() {
        return (failed % 2 == 0 ? "\7\3 garbage \1\r\n\r\n" : "HTTP/1.1 200 OK\r\nContent-Length: much\r\n\r\n")
                .getBytes(US_ASCII);
    }

    private synchronized boolean fails() {
        failed += failing ? 1 : 0;
        return failing;
    }

    private static void read(Socket connection) throws IOException {
        RequestParser parser = new RequestParser(MAX_BODY);
        ByteBuffer in = ByteBuffer.allocate(8 * 1024);
        Request request = null;
        while (request == null) {
            int count = connection.getInputStream().read(in.array());
            if (count < 0) {
                throw new IOException("the connection ended before a whole request arrived");
            }
            request = parser.receive(in.position(0).limit(count));
        }
    }

    @Override
    public void begin(ObservedShop shop) throws IOException {
        synchronized (this) {
            failing = true;
        }
        if (way == Way.PARTITION) {
            fillQueue();
        }
    }

    /** Opens connections until the kernel takes no more: the next ones wait for nothing. */
    private void fillQueue() throws IOException {
        try {
            while (true) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(new InetSocketAddress("127.0.0.1", listener.socket().getLocalPort()), CONNECT_MILLIS);
            }
        } catch (SocketTimeoutException full) {
            // So it will be for others.
        }
    }

    @Override
    public synchronized String end() {
        failing = false;
        notifyAll();
        waiting.forEach(Sockets::close);
        waiting.clear();
        return way == Way.PARTITION ? "it can be reached again" : failed + " requests have failed";
    }

    /** Returns the way with this name. */
    static Way way(String text) {
        for (Way way : Way.values()) {
            if (way != Way.PARTITION && way.name().toLowerCase(Locale.ROOT).equals(text)) {
                return way;
            }
        }
        throw new UsageException("--fail dependency:" + text + ": give slow, reset, garbage or silent");
    }
}
