package grader.proofs.fuzzing.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.http.Bytes;
import grader.proofs.protocol.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A backend that reads as {@link StrictRequest} does, keeps what came, and responds with what it has read; or with the
 * bytes that the target has in it ({@link DamagedResponses}).
 */
final class RecordingBackend implements AutoCloseable {

    private static final int AT_ONCE = 64 << 10;

    /** @param bytes as they came */
    record Received(RequestRecord read, StrictRequest request, String bytes) {}

    private final boolean ofEdge;
    private final ServerSocket port;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<Received> received = new ArrayList<>();
    private int count;
    private String fault = "";

    /** @param ofEdge whether each request has to be in {@link PlainForm}, and may ask for damaged responses */
    RecordingBackend(boolean ofEdge) throws IOException {
        this.ofEdge = ofEdge;
        port = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("backend").start(this::accept);
    }

    int port() {
        return port.getLocalPort();
    }

    /**
     * Returns the requests that have come since the last call.
     *
     * @throws Finding if something came that is no request
     */
    synchronized List<Received> take() {
        List<Received> all = List.copyOf(received);
        String wrong = fault;
        received.clear();
        fault = "";
        if (!wrong.isEmpty()) {
            throw new Finding(ofEdge ? "what the edge sends is not clear" : "what a proxy sends is not clear", wrong);
        }
        return all;
    }

    /** Drops what has come. */
    synchronized void forget() {
        received.clear();
        fault = "";
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = port.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the end
        }
    }

    private void serve(Socket connection) {
        StringBuilder text = new StringBuilder();
        try (connection) {
            InputStream in = connection.getInputStream();
            byte[] piece = new byte[AT_ONCE];
            boolean goesOn = true;
            for (int n = in.read(piece); goesOn && n >= 0; n = goesOn ? in.read(piece) : -1) {
                text.append(new String(piece, 0, n, ISO_8859_1));
                goesOn = respond(text, connection.getOutputStream());
            }
            if (goesOn && !text.isEmpty()) {
                fail("the connection ends in a request", text);
            }
        } catch (IOException gone) {
            // The edge has reset the connection.
        } catch (StrictRequest.Unclear unclear) {
            fail(unclear.getMessage(), text);
        } finally {
            connections.remove(connection);
        }
    }

    private synchronized void fail(String why, CharSequence text) {
        fault = why + ": " + Bytes.visible(text.subSequence(0, Math.min(text.length(), 600)).toString());
    }

    /** Responds to all requests that are complete. Returns whether the connection goes on. */
    private boolean respond(StringBuilder text, OutputStream out) throws IOException, StrictRequest.Unclear {
        for (StrictRequest next = next(text); next != null; next = next(text)) {
            RequestRecord read = keep(next, text.substring(0, next.end()));
            text.delete(0, next.end());
            DamagedResponses.Sent damaged = ofEdge ? DamagedResponses.in(next, read) : null;
            out.write((damaged == null ? usual(next, read) : damaged.bytes()).getBytes(ISO_8859_1));
            if (damaged != null && !damaged.keeps()) {
                return false;
            }
        }
        return true;
    }

    private StrictRequest next(StringBuilder text) throws StrictRequest.Unclear {
        if (!text.isEmpty() && (text.charAt(0) == '\r' || text.charAt(0) == '\n')) {
            throw new StrictRequest.Unclear("an empty line comes before a request");
        }
        StrictRequest next = StrictRequest.next(text.toString(), 0);
        if (ofEdge && next != null) {
            PlainForm.check(next, text.substring(0, text.indexOf("\r\n")));
        }
        return next;
    }

    private synchronized RequestRecord keep(StrictRequest request, String bytes) {
        RequestRecord read = RequestRecord.of(String.valueOf(++count), request);
        received.add(new Received(read, request, bytes));
        return read;
    }

    private static String usual(StrictRequest request, RequestRecord read) {
        String content = request.method().equals("HEAD") ? "" : "request " + read.id() + "\n";
        boolean chunked = read.hash().charAt(0) < '8';
        String head = "HTTP/1.1 200 OK\r\n" + RequestRecord.FIELD + ": " + read + "\r\n";
        return head + (request.method().equals("HEAD") ? "\r\n"
                : chunked ? "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(content.length()) + "\r\n"
                        + content + "\r\n0\r\n\r\n"
                        : "Content-Length: " + content.length() + "\r\n\r\n" + content);
    }

    @Override
    public void close() {
        try {
            port.close();
            for (Socket each : connections) {
                each.close();
            }
        } catch (IOException gone) {
            // nothing is left of it
        }
    }
}
