package grader.proofs.reference;

import grader.clients.http.Client;
import grader.core.course.Course;
import grader.machine.os.Commands;
import grader.conformance.peers.known.PortedProgram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** nginx in front of servers, as a file in the folder `proxy` says. */
final class NginxProxy implements AutoCloseable {

    private static final Path CONFIGURATIONS = Course.here().root().resolve("grader/proofs/reference/proxy");
    private static final Optional<String> NGINX = Stream.of("nginx", "/usr/sbin/nginx")
            .filter(command -> Commands.succeeds(command, "-v"))
            .findFirst();

    private final PortedProgram program;

    private NginxProxy(PortedProgram program) {
        this.program = program;
    }

    static boolean isInstalled() {
        return NGINX.isPresent();
    }

    /**
     * nginx as a caching proxy in front of one server.
     *
     * @param folder for its files
     */
    static NginxProxy start(InetSocketAddress origin, Path folder) throws IOException {
        return start("nginx.conf", Map.of("@ORIGIN@", origin.getPort()), folder);
    }

    /**
     * @param configuration the name of the file
     * @param origins what stands in it for the address of each server, and the server's port
     * @param folder for nginx's files
     */
    static NginxProxy start(String configuration, Map<String, Integer> origins, Path folder) throws IOException {
        String template = template(configuration, origins);
        return new NginxProxy(PortedProgram.start("nginx", folder, (own, port) -> command(template, own, port),
                nginx -> nginx.has("nginx.pid")));      // It writes its process id when it listens.
    }

    private static String template(String configuration, Map<String, Integer> origins) throws IOException {
        String template = Files.readString(CONFIGURATIONS.resolve(configuration));
        for (Map.Entry<String, Integer> origin : origins.entrySet()) {
            template = template.replace(origin.getKey(), "127.0.0.1:" + origin.getValue());
        }
        return template;
    }

    private static List<String> command(String template, Path folder, int port) throws IOException {
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), user + template
                .replace("@FOLDER@", folder.toString())
                .replace("@PORT@", String.valueOf(port)));
        return List.of(NGINX.orElseThrow(), "-p", folder.toString(), "-c", configuration.toString());
    }

    Client connect() {
        return program.connect();
    }

    /** Returns its warnings and errors so far. */
    String errors() {
        return program.text("errors");
    }

    @Override
    public void close() {
        program.close();
    }
}
