package grader.conformance.peers.known;

import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.clients.http.Peer;
import grader.clients.http.Transcript;
import grader.machine.os.Addresses;
import grader.machine.os.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** A server that is no part of the course, such as nginx, on a port that it cannot choose itself. */
public final class PortedProgram implements AutoCloseable {

    /** A port that was free may be taken by the time the program asks for it. */
    private static final int ATTEMPTS = 10;

    private final Path folder;
    private final InetSocketAddress address;
    private final Process process;

    private PortedProgram(Path folder, InetSocketAddress address, Process process) {
        this.folder = folder;
        this.address = address;
        this.process = process;
    }

    /** What starts it, with a folder of its own for its files, on a port of 127.0.0.1. */
    public interface Command {
        List<String> of(Path folder, int port) throws IOException;
    }

    /**
     * @param parent of its folder
     * @param ready whether it listens, as the files in its folder show
     */
    public static PortedProgram start(String name, Path parent, Command command, Predicate<PortedProgram> ready)
            throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            PortedProgram program = launch(Files.createTempDirectory(parent, name), Addresses.freePort(), command);
            Await.comesTrue(Limits.PATIENCE, () -> !program.process.isAlive() || ready.test(program));
            if (program.process.isAlive()) {
                return program;
            }
            program.close();
        }
        throw new AssertionError(name + " does not start: see " + parent);
    }

    private static PortedProgram launch(Path folder, int port, Command command) throws IOException {
        Process process = new ProcessBuilder(command.of(folder, port)).redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        return new PortedProgram(folder, new InetSocketAddress("127.0.0.1", port), process);
    }

    public boolean has(String file) {
        return Files.exists(folder.resolve(file));
    }

    /** Returns what it has said so far. */
    public String output() {
        return text("output");
    }

    /** Returns a file of its folder. */
    public String text(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    public Client connect() {
        return Client.connect(address, new Transcript(), Peer.client());
    }

    @Override
    public void close() {
        process.destroy();
        if (!Await.comesTrue(Limits.PATIENCE, () -> !process.isAlive())) {
            ProcessTree.below(process.toHandle()).forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
