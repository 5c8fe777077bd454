import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/**
 * A server that is broken in one way, named by its first argument; the grader must tell which, and leave nothing
 * behind.
 */
class Broken {

    private static volatile boolean done;

    public static void main(String[] args) throws Exception {
        String way = args[0];
        if (way.equals("exits")) {
            System.err.println("no license key found");
            System.exit(3);
        }
        if (way.equals("exits-on-a-port") && !List.of(args).contains("0")) {
            System.exit(3);
        }
        if (way.equals("tells-environment")) {
            System.err.println(String.join(" ", System.getenv().keySet()));
            System.exit(1);
        }
        if (way.equals("never-listens")) {
            System.out.println("reading the settings");
            Thread.sleep(Long.MAX_VALUE);
        }
        if (way.equals("leaves-child")) {
            new ProcessBuilder("setsid", "sleep", args[1]).inheritIO().start();
        }
        if (way.equals("leaves-bare-child")) {
            new ProcessBuilder("sh", "-c", "env -i sleep " + args[1] + " &").inheritIO().start().waitFor();
        }
        ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        if (way.equals("ignores-sigterm")) {
            Runtime.getRuntime().addShutdownHook(new Thread(Broken::forever));
        }
        System.out.println("lab01 listening on http://" + (way.equals("elsewhere") ? "192.0.2.7:" : "127.0.0.1:")
                + (way.equals("wrong-port") ? args[1] : listener.getLocalPort()));
        if (way.equals("floods")) {
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    System.out.println("x".repeat(1000));
                    System.err.println("y".repeat(1000));
                }
            });
        }
        if (way.equals("does-not-accept")) {
            forever();
        }
        for (List<Socket> kept = new java.util.ArrayList<>();;) {
            Socket client = listener.accept();
            kept.add(client);
            try {
                serve(way, client);
            } catch (IOException gone) {
                // the client has heard enough
            }
        }
    }

    /** The head is read before anything else: a close with unread bytes would be a reset, or not, as it happens. */
    private static void serve(String way, Socket client) throws IOException {
        String requestLine = readHead(client.getInputStream());
        if (way.equals("computes")) {
            compute();
        }
        if (way.equals("computes-in-a-virtual-thread")) {
            Thread.ofVirtual().start(Broken::compute);
            return;
        }
        String mirror = requestLine.replaceFirst(" HTTP/.*", "") + "\n";
        OutputStream out = client.getOutputStream();
        String answer = switch (way) {
            case "closes-at-once", "resets" -> "";
            case "half-an-answer", "resets-half-way" -> answer(400, "half");
            case "answers-twice" -> answer(mirror.length(), mirror).repeat(2);
            case "length-too-long" -> answer(mirror.length() + 5, mirror);
            case "length-too-short" -> answer(mirror.length() - 5, mirror);
            case "endless-body" -> "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n";
            case "garbage" -> "\0\1\2 hello\n\n";
            case "slow" -> answer(mirror.length(), mirror);
            case "endless-interim", "drips" -> "";
            case "huge-body" -> answer(1 << 30, "").replace("1073741824", "4294967296");
            default -> answer(0, "");
        };
        if (way.equals("slow")) {
            sleep(900);
        }
        out.write(answer.getBytes(ISO_8859_1));
        switch (way) {
            case "slow" -> client.close();
            case "endless-interim" ->
                Thread.ofVirtual().start(() -> forever(out, "HTTP/1.1 103 Early Hints\r\n\r\n", 1));
            case "drips" -> Thread.ofVirtual().start(() -> forever(out, "H", 100));
            case "huge-body" -> Thread.ofVirtual().start(() -> forever(out, "x".repeat(1 << 16), 0));
            case "resets", "resets-half-way" -> {
                client.setSoLinger(true, 0);
                client.close();
            }
            case "closes-at-once", "answers-twice", "length-too-long", "length-too-short" -> client.close();
            case "endless-body" -> {
                while (true) {
                    out.write("and so on, ".getBytes());
                }
            }
            default -> {}      // the client is kept waiting
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int one; head.indexOf("\r\n\r\n") < 0 && (one = in.read()) >= 0;) {
            head.append((char) one);
        }
        return head.toString().lines().findFirst().orElse("");
    }

    private static String answer(int length, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + length
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    /** Sends this again and again, with a pause after each time, until the client is gone. */
    private static void forever(OutputStream out, String text, int millis) {
        try {
            while (true) {
                out.write(text.getBytes(ISO_8859_1));
                sleep(millis);
            }
        } catch (IOException gone) {
            // the client has heard enough
        }
    }

    private static void compute() {
        while (!done) {
            Thread.onSpinWait();
        }
    }

    private static void forever() {
        sleep(Long.MAX_VALUE);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
