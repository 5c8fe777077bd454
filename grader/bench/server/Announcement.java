package grader.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line by which a server says where it listens. */
final class Announcement {

    private static final Pattern LISTENING = Pattern.compile(".*\\blistening on http://(\\S+):(\\d+)/?\\s*");

    private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();

    /** Reads all that the process writes on standard output: else it would stop when the pipe is full. */
    Announcement(Process process) {
        Thread.ofPlatform().daemon().start(() -> read(process));
    }

    private void read(Process process) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher told = LISTENING.matcher(line);
                if (told.matches()) {
                    address.complete(new InetSocketAddress(told.group(1), Integer.parseInt(told.group(2))));
                }
            }
            address.completeExceptionally(new IOException("it ended"));
        } catch (IOException ended) {
            address.completeExceptionally(ended);
        }
    }

    /** @throws IOException if the process ends before it has said so, or says nothing for so long */
    InetSocketAddress await(Duration most) throws IOException {
        try {
            return address.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silence) {
            throw new IOException("it does not say where it listens within " + most.toSeconds() + " s", silence);
        } catch (ExecutionException ended) {
            throw new IOException(ended.getCause().getMessage(), ended);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }
}
