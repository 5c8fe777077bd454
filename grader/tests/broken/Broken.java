import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** A server that is broken in one way, named by its first argument; the grader must tell which, and leave nothing behind. */
class Broken {

    public static void main(String[] args) throws Exception {
        String way = args[0];
        if (way.equals("exits")) {
            System.err.println("no license key found");
            System.exit(3);
        }
        if (way.equals("tells-environment")) {
            System.err.println(String.join(" ", System.getenv().keySet()));
            System.exit(1);
        }
        if (way.equals("silent")) {
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
        System.out.println("lab01 listening on http://" + (way.equals("elsewhere") ? "192.0.2.7:" : "127.0.0.1:") + (way.equals("wrong-port") ? args[1] : listener.getLocalPort()));
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
        for (List<Socket> kept = new java.util.ArrayList<>(); ; ) {
            Socket client = listener.accept();
            kept.add(client);
            answer(way, client);
        }
    }

    private static void answer(String way, Socket client) throws IOException {
        if (way.equals("closes-at-once")) {
            client.close();
            return;
        }
        String answer = switch (way) {
            case "half-an-answer" -> "HTTP/1.1 200 OK\r\nContent-Length: 400\r\nConnection: close\r\n\r\nhalf";
            case "garbage" -> "\0\1\2 hello\n\n";
            default -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        };
        client.getOutputStream().write(answer.getBytes());
    }

    private static void forever() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
