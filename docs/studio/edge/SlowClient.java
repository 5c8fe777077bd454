package docs.studio.edge;

import docs.studio.servers.LoadConnection;
import docs.studio.servers.LoadConnection.Lost;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** A client that reads slowly: a response of a megabyte in ten seconds. */
final class SlowClient {

    private static final int BYTES = 1_000_000;
    private static final int PIECE = BYTES / 100;
    private static final int PAUSE_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private SlowClient() {}

    /** Reads all of it. Returns in words how that went. */
    static String read(SSLContext tls, int port) throws InterruptedException {
        try (LoadConnection connection = LoadConnection.open(tls, port, PATIENCE)) {
            connection.send("/bytes/" + BYTES);
            long begin = System.nanoTime();
            int pieces = 0;
            while (connection.readSome(PIECE)) {
                pieces++;
                Thread.sleep(PAUSE_MILLIS);
            }
            return "the slow client has had %s of 1000 kB in %s s".formatted(Math.min(1000, pieces * PIECE / 1000),
                    Math.round((System.nanoTime() - begin) / 1e9));
        } catch (Lost | IOException failed) {
            return "the slow client has failed: " + failed.getMessage();
        }
    }
}
