package grader.proofs.reference.edge;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.course.Course;
import grader.machine.os.Commands;
import grader.conformance.peers.known.PortedProgram;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A proxy that is no part of the course, with lab 14's example for it. */
enum KnownProxy {

    NGINX("nginx.conf", "nginx", "-v",
            file -> List.of("-c", file.toString(), "-p", file.getParent().toString(), "-e", "errors")) {

        @Override
        String adapted(String example, Path folder) {
            String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
            return user + "daemon off;\npid nginx.pid;\n" + example.replace("http {", "http {\n    access_log off;");
        }
    },
    HAPROXY("haproxy.cfg", "haproxy", "-v", file -> List.of("-db", "-f", file.toString())),
    CADDY("Caddyfile", "caddy", "version",
            file -> List.of("run", "--adapter", "caddyfile", "--config", file.toString())) {

        @Override
        String adapted(String example, Path folder) {
            return example.replace("admin off", "admin off\n\tstorage file_system " + folder);
        }
    };

    private static final Path EXAMPLES = Course.here().root().resolve("docs/examples/lab14");
    private static final int FRONT = 8080;

    private final String file;
    private final String name;
    private final Optional<String> program;
    private final Function<Path, List<String>> arguments;

    /** @param file its example */
    KnownProxy(String file, String name, String version, Function<Path, List<String>> arguments) {
        this.file = file;
        this.name = name;
        this.program =
                Stream.of(name, "/usr/sbin/" + name).filter(each -> Commands.succeeds(each, version)).findFirst();
        this.arguments = arguments;
    }

    /** What a test needs of the example beyond other ports. */
    String adapted(String example, Path folder) {
        return example;
    }

    /** Skips a test if it is not here. */
    void assumeInstalled() {
        assumeTrue(program.isPresent() || System.getenv("CI") != null,
                "there is no " + name + " here: apt-get install " + name + ", or run .ci/run, which does");
    }

    /**
     * Starts it as the example says, but with these ports in place of those of the example.
     *
     * @param parent of the folder for its files
     */
    PortedProgram start(Map<Integer, Integer> ports, Path parent) throws IOException {
        String example = Files.readString(EXAMPLES.resolve(file));
        int[] front = new int[1];
        return PortedProgram.start(name, parent, (folder, port) -> {
            front[0] = port;
            String text = replaced(example, FRONT, port);
            for (Map.Entry<Integer, Integer> each : ports.entrySet()) {
                text = replaced(text, each.getKey(), each.getValue());
            }
            Path configuration = Files.writeString(folder.resolve(file), adapted(text, folder));
            return Stream.concat(Stream.of(program.orElseThrow()), arguments.apply(configuration).stream()).toList();
        }, started -> listens(front[0]));
    }

    private static String replaced(String text, int old, int port) {
        assertTrue(text.contains(":" + old), () -> "not there: " + old);
        return text.replaceAll(":" + old + "\\b", ":" + port);
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
