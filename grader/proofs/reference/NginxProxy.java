package grader.proofs.reference;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.core.course.Course;
import grader.machine.os.Addresses;
import grader.machine.os.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** nginx in front of servers, as a file in the folder `proxy` says. */
final class NginxProxy implements AutoCloseable {

    /** A port that was free may be taken by the time nginx asks for it. */
    private static final int ATTEMPTS = 10;

    private static final Path CONFIGURATIONS = Course.here().root().resolve("grader/proofs/reference/proxy");
    private static final Optional<String> NGINX = Stream.of("nginx", "/usr/sbin/nginx")
            .filter(command -> Commands.succeeds(command, "-v"))
            .findFirst();

    private final Path folder;
    private final InetSocketAddress address;
    private final Process process;

    /** @param folder for its files */
    private NginxProxy(Path folder, InetSocketAddress address, Process process) {
        this.folder = folder;
        this.address = address;
        this.process = process;
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
        String template = Files.readString(CONFIGURATIONS.resolve(configuration));
        for (Map.Entry<String, Integer> origin : origins.entrySet()) {
            template = template.replace(origin.getKey(), "127.0.0.1:" + origin.getValue());
        }
        for (int i = 0; i < ATTEMPTS; i++) {
            NginxProxy proxy = launch(template, Files.createTempDirectory(folder, "nginx"), Addresses.freePort());
            if (proxy.isReady()) {
                return proxy;
            }
            proxy.close();
        }
        throw new AssertionError("nginx does not start: see " + folder);
    }

    private static NginxProxy launch(String template, Path folder, int port) throws IOException {
        String user = "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), user + template
                .replace("@FOLDER@", folder.toString())
                .replace("@PORT@", String.valueOf(port)));
        Process process = new ProcessBuilder(NGINX.orElseThrow(), "-p", folder.toString(), "-c",
                configuration.toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        return new NginxProxy(folder, new InetSocketAddress("127.0.0.1", port), process);
    }

    /** It writes its process id when it listens. */
    private boolean isReady() {
        Path pid = folder.resolve("nginx.pid");
        Await.comesTrue(Limits.PATIENCE, () -> !process.isAlive() || Files.exists(pid));
        return process.isAlive();
    }

    Client connect() {
        return Client.connect(address, new Transcript(), Peer.client());
    }

    /** Returns its warnings and errors so far. */
    String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    @Override
    public void close() {
        process.destroy();
        if (!Await.comesTrue(Limits.PATIENCE, () -> !process.isAlive())) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
