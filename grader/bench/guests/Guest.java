package grader.bench.guests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** What a client may do, once it is there. */
enum Guest {

    GOOD("asks ten times on one connection, and reads every answer") {
        @Override
        void stay(Socket socket) throws IOException {
            for (int i = 0; i < 10; i++) {
                int size = ThreadLocalRandom.current().nextInt(200_000);
                send(socket, get("/bytes/" + size));
                String head = head(socket.getInputStream());
                int length = socket.getInputStream().readNBytes(size).length;
                if (!head.startsWith("HTTP/1.1 200 ") || !head.contains("Content-Length: " + size + "\r\n") || length != size) {
                    throw new IllegalStateException("expected " + size + " bytes, got " + length + " behind " + head);
                }
            }
        }
    },
    LEAVER("goes away in the middle of its request") {
        @Override
        void stay(Socket socket) throws IOException {
            String request = "POST /echo HTTP/1.1\r\nHost: soak\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(4_000);
            send(socket, request.substring(0, ThreadLocalRandom.current().nextInt(request.length())));
        }
    },
    STALLER("asks for much, reads a little, and then nothing until it is given up") {
        @Override
        void stay(Socket socket) throws IOException {
            send(socket, get("/bytes/100000000"));
            head(socket.getInputStream());
            pause(7_000);
        }
    },
    RESETTER("resets the connection in the middle of its answer") {
        @Override
        void stay(Socket socket) throws IOException {
            send(socket, get("/rows/10000000"));
            head(socket.getInputStream());
            socket.setSoLinger(true, 0);
        }
    },
    PIPELINER("sends a thousand requests and reads no answer") {
        @Override
        void stay(Socket socket) throws IOException {
            for (int i = 0; i < 1_000; i++) {
                send(socket, get("/bytes/65536"));
            }
            pause(500);
        }
    },
    DRIPPER("sends a byte now and then, until it has had its time") {
        @Override
        void stay(Socket socket) throws IOException {
            for (int i = 0; i < 140; i++) {
                send(socket, "G");
                pause(50);
            }
        }
    },
    REFUSED("sends more than it may, and reads why it may not") {
        @Override
        void stay(Socket socket) throws IOException {
            send(socket, "POST /echo HTTP/1.1\r\nHost: soak\r\nContent-Length: 50000000\r\n\r\n" + "x".repeat(100_000));
            head(socket.getInputStream());
        }
    },
    HALF_CLOSER("asks, says that it sends no more, and reads to the end") {
        @Override
        void stay(Socket socket) throws IOException {
            send(socket, get("/chunks/300000"));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    },
    IDLER("says nothing at all") {
        @Override
        void stay(Socket socket) throws IOException {
            socket.getInputStream().read();
        }
    };

    private static final int TIMEOUT_MILLIS = 30_000;

    private final String what;

    Guest(String what) {
        this.what = what;
    }

    String what() {
        return what;
    }

    void visit(InetSocketAddress host) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(host, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            stay(socket);
        }
    }

    abstract void stay(Socket socket) throws IOException;

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: soak\r\n\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the server closed in the middle of a head");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            throw new IOException(stop);
        }
    }
}
