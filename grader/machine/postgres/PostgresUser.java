package grader.machine.postgres;

import grader.machine.os.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL refuses to run as root. So root runs it as `postgres`, or as the user without rights. */
final class PostgresUser {

    private static final String TOGETHER = "--pdeathsig=KILL";
    private static final String NO_RIGHTS = "65534";        // its name differs from system to system

    private PostgresUser() {}

    /**
     * The beginning of a command that runs a program as that user, and ends it together with this program, where that
     * can be.
     *
     * @param folder is given to the user
     */
    static List<String> command(Path folder) throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Commands.succeeds("setpriv", TOGETHER, "true") ? List.of("setpriv", TOGETHER) : List.of();
        }
        String user = Stream.of("postgres", NO_RIGHTS)
                .filter(name -> Commands.succeeds("id", name))
                .findFirst()
                .orElseThrow(() -> new IOException("PostgreSQL cannot run as root, and there is no user " + NO_RIGHTS));
        Files.setOwner(folder,
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        List<List<String>> ways = List.of(
                List.of("setpriv", "--reuid=" + user, "--regid=" + group(user), "--clear-groups", TOGETHER,
                        "--"),
                List.of("runuser", "-u", user, "--"));
        return ways.stream()
                .filter(way -> Commands.succeeds(tried(way)))
                .findFirst()
                .orElseThrow(() -> new IOException("PostgreSQL cannot run as root: install setpriv (util-linux)"));
    }

    private static String group(String user) throws IOException {
        try {
            return Commands.output(List.of("id", "-g", user)).strip();
        } catch (Commands.Failed error) {
            throw new IOException(error);
        }
    }

    private static String[] tried(List<String> way) {
        List<String> command = new ArrayList<>(way);
        command.add("true");
        return command.toArray(String[]::new);
    }
}
