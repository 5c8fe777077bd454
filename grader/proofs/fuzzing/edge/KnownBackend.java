package grader.proofs.fuzzing.edge;

import grader.clients.http.Peer;
import grader.clients.http.RawConnection;
import grader.conformance.peers.known.JbangBuild;
import grader.core.course.Course;
import grader.machine.os.Commands;
import grader.conformance.peers.known.PortedProgram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A known server that an edge may stand in front of. Proxies pass on what they have read to a server that says it. */
enum KnownBackend {

    NGINX("nginx.conf") {
        @Override
        List<String> command(Path folder, int port, int next) throws IOException {
            String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
            Path file = configured("nginx.conf", user, folder, port, next);
            return List.of(program("nginx", "-v"), "-c", file.toString(), "-p", folder.toString(), "-e", "errors");
        }
    },
    HAPROXY("haproxy.cfg") {
        @Override
        List<String> command(Path folder, int port, int next) throws IOException {
            return List.of(program("haproxy", "-v"), "-db", "-f",
                    configured("haproxy.cfg", "", folder, port, next).toString());
        }
    },
    NODE("echo.mjs") {
        @Override
        List<String> command(Path folder, int port, int next) {
            return List.of(program("node", "-v"), SERVERS.resolve("echo.mjs").toString(), String.valueOf(port));
        }
    },
    NETTY("EchoNetty.java") {
        @Override
        List<String> command(Path folder, int port, int next) {
            return java("EchoNetty", port);
        }
    },
    JETTY("EchoJetty.java") {
        @Override
        List<String> command(Path folder, int port, int next) {
            return java("EchoJetty", port);
        }
    };

    private static final Path SERVERS = Course.here().root().resolve("grader/proofs/fuzzing/edge/servers");
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** It is not on this machine. */
    static final class Missing extends RuntimeException {

        private static final long serialVersionUID = 1;

        Missing(String why) {
            super(why);
        }
    }

    private final String file;

    KnownBackend(String file) {
        this.file = file;
    }

    abstract List<String> command(Path folder, int port, int next) throws IOException;

    /** What runs, and where it listens. */
    record Running(PortedProgram program, InetSocketAddress address) {}

    /**
     * Starts it.
     *
     * @param next the port of the server that a proxy passes on to
     * @throws Missing if this machine does not have it
     */
    Running start(Path parent, int next) throws IOException {
        int[] chosen = new int[1];
        PortedProgram program = PortedProgram.start(file, parent, (folder, port) -> {
            chosen[0] = port;
            return command(folder, port, next);
        }, started -> listens(chosen[0]));
        return new Running(program, new InetSocketAddress("127.0.0.1", chosen[0]));
    }

    private static boolean listens(int port) {
        try (RawConnection _ = RawConnection.connect(new InetSocketAddress("127.0.0.1", port), Peer.client(), LIMIT)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String program(String name, String version) {
        return Stream.of(name, "/usr/sbin/" + name)
                .filter(each -> Commands.succeeds(each, version))
                .findFirst()
                .orElseThrow(() -> new Missing("apt-get install " + name + (name.equals("node") ? "js" : "")));
    }

    private static List<String> java(String name, int port) {
        try {
            return List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx128m", "-XX:+UseSerialGC",
                    "-cp", JbangBuild.classPath(SERVERS.resolve(name + ".java")),
                    KnownBackend.class.getPackageName() + ".servers." + name, String.valueOf(port));
        } catch (Commands.Failed failed) {
            throw new Missing(failed.getMessage());
        }
    }

    private static Path configured(String name, String before, Path folder, int port, int next) throws IOException {
        String text = Files.readString(SERVERS.resolve(name))
                .replace("@FOLDER@", folder.toString())
                .replace("@PORT@", String.valueOf(port))
                .replace("@NEXT@", String.valueOf(next));
        return Files.writeString(folder.resolve(name), before + text);
    }
}
