package grader.conformance.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that follows a script, for each of its connections. It is there to be found wanting. */
final class Scripted implements AutoCloseable {

    /** What happens on one connection. */
    interface Script {
        void play(InputStream in, OutputStream out) throws IOException;
    }

    private final ServerSocket listener;

    Scripted(Script script) throws IOException {
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    Thread.ofPlatform().daemon().start(() -> play(script, socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    private static void play(Script script, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.play(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        } catch (IOException gone) {
            // the client has seen enough
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /**
     * The same response to each head, whatever it says: what ends in an empty line is a head, and what is there at the
     * end, too.
     */
    static Script always(String answer) {
        return (in, out) -> {
            String head = head(in);
            while (head != null) {
                write(out, answer);
                head = head(in);
            }
        };
    }

    /** What comes up to the next empty line, or to the end; null if nothing comes. */
    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int next = in.read();
        while (next >= 0) {
            head.append((char) next);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
            next = in.read();
        }
        return head.isEmpty() ? null : head.toString();
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }
}
