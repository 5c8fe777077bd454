package grader.bench.server;

import grader.os.FirstLine;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line by which a server says where it listens. */
final class Announcement {

    private static final Pattern LISTENING = Pattern.compile(".*\\blistening on http://(\\S+):(\\d+)/?\\s*");

    private Announcement() {}

    /** @throws IOException if the process ends before it has said so, or says nothing for so long */
    static InetSocketAddress of(Process process, Duration most) throws IOException {
        try {
            Matcher told = LISTENING.matcher(FirstLine.of(process, LISTENING.asMatchPredicate(), most));
            if (!told.matches()) {
                // Its output may end a moment before it does.
                boolean ended = process.waitFor(1, TimeUnit.SECONDS);
                throw new IOException(
                        ended ? "it ended" : "it does not say where it listens within " + most.toSeconds() + " s");
            }
            return new InetSocketAddress(told.group(1), Integer.parseInt(told.group(2)));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }
}
