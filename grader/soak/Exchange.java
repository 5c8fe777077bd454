package grader.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of a client. */
final class Exchange implements AutoCloseable {

    /** An answer is not what it has to be. */
    static final class Complaint extends IOException {

        private static final long serialVersionUID = 1;

        Complaint(String what) {
            super(what);
        }
    }

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int SMALL = 4096;
    private static final int LONGEST_HEAD = 10_000;
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d{1,7})\r\n");

    private final Socket socket = new Socket();
    private final CountDownLatch over;
    private InputStream in;

    /** @param over once all clients are to go */
    Exchange(CountDownLatch over) {
        this.over = over;
    }

    void connect(InetSocketAddress host) throws IOException {
        socket.connect(host, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** The same, with little room for what the server sends. */
    void connectSlow(InetSocketAddress host) throws IOException {
        socket.setReceiveBufferSize(SMALL);
        connect(host);
    }

    void get(String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: soak\r\n\r\n");
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    void sendNoMore() throws IOException {
        socket.shutdownOutput();
    }

    /** Does not close the connection in good order, but resets it. */
    void resetAtEnd() throws IOException {
        socket.setSoLinger(true, 0);
    }

    /** Reads a head. @throws Complaint if its status is another */
    String head(int status) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.lastIndexOf("\r\n\r\n") != head.length() - 4) {
            int next = in.read();
            if (next < 0 || head.length() == LONGEST_HEAD) {
                throw new Complaint(next < 0 ? "the connection ends in a head of " + head.length() + " bytes"
                        : "a head without an end");
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 " + status + " ")) {
            throw new Complaint("expected " + status + ", got " + head.toString().lines().findFirst().orElse(""));
        }
        return head.toString();
    }

    /** Reads so many bytes of `x`. */
    void content(int length) throws IOException {
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new Complaint("expected " + length + " bytes of content, got " + content.length);
        }
        for (byte each : content) {
            if (each != 'x') {
                throw new Complaint("expected 'x' as content, got the byte " + each);
            }
        }
    }

    /** Reads as many bytes as this head has in `Content-Length`. */
    void anything(String head) throws IOException {
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new Complaint("expected a Content-Length, got " + head.strip().replace("\r\n", " | "));
        }
        int expected = Integer.parseInt(length.group(1));
        int got = in.readNBytes(expected).length;
        if (got < expected) {
            throw new Complaint("expected " + expected + " bytes of content, got " + got);
        }
    }

    /** Reads chunks up to the last one; they have to have so many bytes together. */
    void chunks(int length) throws IOException {
        int all = 0;
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all += size;
            if (all > length) {
                throw new Complaint("expected chunks of " + length + " bytes, got " + all + " and more");
            }
            content(size);
            lineEnd();
        }
        lineEnd();
        if (all != length) {
            throw new Complaint("expected chunks of " + length + " bytes, got " + all);
        }
    }

    private int chunkSize() throws IOException {
        StringBuilder digits = new StringBuilder();
        int next = in.read();
        for (; Character.digit(next, 16) >= 0 && digits.length() < 7; next = in.read()) {
            digits.append((char) next);
        }
        if (digits.isEmpty() || next != '\r' || in.read() != '\n') {
            throw new Complaint(
                    "expected a chunk's size, got '" + digits + "' and " + (next < 0 ? "the end" : "the byte " + next));
        }
        return Integer.parseInt(digits.toString(), 16);
    }

    private void lineEnd() throws IOException {
        int first = in.read();
        if (first != '\r' || in.read() != '\n') {
            throw new Complaint(
                    "expected the end of a line behind a chunk" + (first < 0 ? ", got the end of the connection" : ""));
        }
    }

    /** Reads nothing but the connection's end. */
    void end() throws IOException {
        int next = in.read();
        if (next >= 0) {
            throw new Complaint("expected the connection's end, got the byte " + next);
        }
    }

    /** Does nothing for so long, or until all clients are to go. */
    void pause(int millis) throws IOException {
        try {
            over.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // then it is closed
        }
    }
}
