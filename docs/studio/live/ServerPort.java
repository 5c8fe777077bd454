package docs.studio.live;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jshell.JShell;

/**
 * The port of the learner's server, which cells ask for with `serverPort()`. That is a method and no variable, as a
 * server may start and stop while a cell runs: it reads `labs/.studio/server-port`, which is there while one listens.
 */
final class ServerPort {

    private static final String METHOD = "serverPort";
    /** Full names: a learner's classes may be called `Files` or `Path`, and come first. */
    private static final String CODE = """
            int %s() {
                try {
                    return java.lang.Integer.parseInt(java.nio.file.Files.readString(java.nio.file.Path.of("%s")).strip());
                } catch (java.io.IOException noServer) {
                    return 0;
                }
            }
            """;

    private final Path file;

    /** No server listens yet: what a studio that was killed has left goes away. */
    ServerPort(Course course) {
        file = course.labs().resolve(".studio/server-port").toAbsolutePath();
        becomes(0);
    }

    /** Tells cells that run, and those that come. @param port 0: no server listens */
    void becomes(int port) {
        try {
            if (port == 0) {
                Files.deleteIfExists(file);
            } else {
                AtomicFile.write(file, port + "\n");
            }
        } catch (UserError | IOException full) {
            // The server goes on, and its page shows the port.
        }
    }

    /** Declares the method, unless it is there or a cell has declared its own. */
    void declareIn(JShell shell) {
        if (shell.methods().noneMatch(method -> method.name().equals(METHOD))) {
            String path = file.toString().replace("\\", "\\\\").replace("\"", "\\\"");
            shell.eval(CODE.formatted(METHOD, path));
        }
    }
}
