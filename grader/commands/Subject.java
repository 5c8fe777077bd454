package grader.commands;

import grader.lab.Problem;
import grader.run.Program;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What is graded in place of the learner's sources: at most one of these is given. */
final class Subject {

    private static final int LAST_PORT = 65535;
    private static final Pattern SERVER = Pattern.compile("http://(\\[[0-9a-fA-F:.]+]|[^/:\\[\\]]+):(\\d{1,5})/?");

    @Option(names = "--solution", description = "grade the reference")
    boolean solution;

    @Option(names = "--command", paramLabel = "COMMAND", description = "start this as the server, in any language: it gets the same flags")
    String command;

    @Option(names = "--url", paramLabel = "URL", description = "check a server that runs already; what needs more than the wire is skipped")
    String url;

    /** The option that was given. */
    Optional<String> option() {
        return Optional.ofNullable(solution ? "--solution" : command != null ? "--command" : url != null ? "--url" : null);
    }

    /**
     * What runs in place of sources.
     *
     * @throws Problem for a URL that is none, or where nobody answers
     */
    Optional<Program> foreign() {
        if (command != null) {
            return Optional.of(new Program.Command(command));
        }
        if (url == null) {
            return Optional.empty();
        }
        Matcher parts = SERVER.matcher(url);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw new Problem("--url " + url + " is no address of a server", "give it as http://HOST:PORT");
        }
        Program.Url server = new Program.Url(parts.group(1).replaceAll("[\\[\\]]", ""), port);
        if (!server.isReachable()) {
            throw new Problem("--url " + url + ": nobody answers there", "start the server first, and give the address that it prints");
        }
        return Optional.of(server);
    }
}
