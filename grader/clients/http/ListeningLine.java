package grader.clients.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line by which a server says where it listens: `lab01 listening on http://127.0.0.1:8080`. */
public final class ListeningLine {

    private static final Pattern LISTENING = Pattern.compile(".*\\blistening on (https?://\\S+?)/?\\s*");
    private static final Pattern ADMIN = Pattern.compile(".*\\badmin on (http://\\S+?)/?\\s*");

    private ListeningLine() {}

    /** Whether a line of standard output is it. */
    public static boolean is(String line) {
        return url(line).isPresent();
    }

    /** The URL in it, without a slash at its end; empty for any other line. */
    public static Optional<String> url(String line) {
        return url(LISTENING, line);
    }

    /** The URL of the admin port, in the line that tells it; empty for any other line. */
    public static Optional<String> adminUrl(String line) {
        return url(ADMIN, line);
    }

    private static Optional<String> url(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        return found.matches() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The address in it; empty for any other line, and where there is no host or port. */
    public static Optional<InetSocketAddress> address(String line) {
        return url(line).map(URI::create)
                .filter(uri -> uri.getHost() != null && uri.getPort() > 0)
                .map(uri -> new InetSocketAddress(uri.getHost().replaceAll("[\\[\\]]", ""), uri.getPort()));
    }
}
