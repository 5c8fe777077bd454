package grader.commands;

import grader.core.console.UserError;
import grader.grading.server.Program;
import java.net.InetSocketAddress;
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

    @Option(names = "--command", paramLabel = "COMMAND",
            description = "start this as the server, in any language: it gets the same flags")
    String command;

    @Option(names = "--url", paramLabel = "URL",
            description = "check a server that runs already; what needs more than the wire is skipped")
    String url;

    /** The option that was given. */
    Optional<String> option() {
        return Optional
                .ofNullable(solution ? "--solution" : command != null ? "--command" : url != null ? "--url" : null);
    }

    /** The option for a program of the user's own, if it was given. */
    Optional<String> foreign() {
        return option().filter(given -> !given.equals("--solution"));
    }

    /**
     * What runs in place of sources.
     *
     * @param adminUrl where the server of `--url` has its admin port; null if that was not said
     * @throws UserError for what is not one command, for a URL that is invalid, or where no server listens
     */
    Optional<Program> foreign(String adminUrl) {
        if (adminUrl != null && url == null) {
            throw new UserError("--admin-url goes with --url",
                    "a server that the grader starts tells its admin port by itself");
        }
        if (command != null) {
            return Optional.of(Program.Command.of(command));
        }
        return Optional.ofNullable(url)
                .map(server -> new Program.Url(address("--url", server),
                        Optional.ofNullable(adminUrl).map(admin -> address("--admin-url", admin))));
    }

    private static InetSocketAddress address(String option, String url) {
        Matcher parts = SERVER.matcher(url);
        int port = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        if (port < 1 || port > LAST_PORT) {
            throw new UserError(option + " " + url + " is no address of a server", "give it as http://HOST:PORT");
        }
        InetSocketAddress server = new InetSocketAddress(parts.group(1).replaceAll("[\\[\\]]", ""), port);
        if (!Program.Url.isReachable(server)) {
            throw new UserError(option + " " + url + ": no server listens there",
                    "start the server first, and give the address that it prints");
        }
        return server;
    }
}
