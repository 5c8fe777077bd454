import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;

/** What takes over after HTTP: sends back what came, and in between what `pushes` has, also to a silent client. */
record EchoTunnel(BlockingQueue<String> pushes, Runnable onClosed) implements Tunnel {

    @Override
    public void run(Transport client) throws IOException {
        Thread pusher = Thread.startVirtualThread(() -> push(client));
        try {
            client.in().transferTo(client.out());
            client.ends().shutdownOutput();
        } finally {
            pusher.interrupt();
        }
    }

    @Override
    public void close() {
        onClosed.run();
    }

    private void push(Transport client) {
        try {
            while (true) {
                client.out().write(pushes.take().getBytes(ISO_8859_1));
            }
        } catch (IOException | InterruptedException over) {
            // The client has left.
        }
    }
}
