package grader.bench.server;

import grader.clients.http.ListeningLine;
import grader.machine.os.FirstLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The line by which a server says where it listens. */
final class Announcement {

    private Announcement() {}

    /** @throws IOException if the process ends before it has said so, or says nothing for so long */
    static InetSocketAddress of(Process process, Duration most) throws IOException {
        try {
            Optional<InetSocketAddress> told =
                    ListeningLine.address(FirstLine.of(process, ListeningLine::is, most));
            if (told.isEmpty()) {
                // Its output may end a moment before it does.
                boolean ended = process.waitFor(1, TimeUnit.SECONDS);
                throw new IOException(
                        ended ? "it ended" : "it does not say where it listens within " + most.toSeconds() + " s");
            }
            return told.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }
}
