package grader.bench.server;

import grader.lab.Problem;
import grader.peers.known.JbangBuild;
import grader.run.Commands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** How the contenders are started: each as JBang builds it, and all with the same Java and the same options. */
final class Programs {

    static final List<String> OPTIONS = List.of("-Xmx1g", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");

    private static final String LETTERS = "x".repeat(65536);

    private final Path folder;

    /** @param folder for what is made on the way */
    Programs(Path folder) {
        this.folder = folder;
    }

    /**
     * The command that starts it on a free port; it prints where it listens, but for nginx.
     *
     * @throws Commands.Failed if it cannot be had: it is not installed, or its libraries are not here and there is no network
     */
    List<String> command(Contender contender) throws Commands.Failed {
        if (contender == Contender.NGINX) {
            if (!Commands.succeeds("nginx", "-v")) {
                throw new Commands.Failed("it is not installed here: apt-get install nginx-light");
            }
            return List.of("nginx", "-c", nginx().toString());
        }
        String classPath = JbangBuild.classPath(contender.path());
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.add("-Djava.io.tmpdir=" + folder);      // what one that is killed leaves there goes with the folder
        command.addAll(List.of("-cp", classPath, contender.main, "--port", "0"));
        if (contender.isLab()) {
            command.addAll(List.of("--access-log", "off", "--idle-timeout", "60000"));
        }
        return command;
    }

    /** Its configuration, beside the files that it serves. */
    private Path nginx() {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));     // its workers may be another user's
            Path place = Files.createDirectories(folder.resolve("nginx"));
            Files.createDirectories(place.resolve("bytes"));
            Files.writeString(place.resolve("hello"), "Hello, world\n");
            Files.writeString(place.resolve("json"), "{\"id\":1,\"name\":\"Ada\",\"tags\":[\"a\",\"b\",\"c\"],\"ok\":true}\n");
            Files.writeString(place.resolve("bytes/65536"), LETTERS);
            String text = Files.readString(Contender.NGINX.path().resolveSibling("nginx.conf")).replace("@FOLDER@", place.toString()).replace("@PORT@", String.valueOf(freePort()));
            return Files.writeString(place.resolve("nginx.conf"), text);
        } catch (IOException error) {
            throw Problem.of(error, "making a folder for nginx");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
