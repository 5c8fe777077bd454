package grader.machine.os;

import grader.core.console.MachineFault;
import grader.core.files.FolderSize;
import grader.core.files.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The control of each failed check: whether this machine can do what any server needs, which is write a file, start a
 * process, listen and connect. If it cannot, the failure says nothing about the submission.
 */
public final class MachineProbe {

    private static final int FILE = 64 << 10;
    private static final long OWN = 32 << 20;

    private MachineProbe() {}

    /**
     * What this machine cannot do at the moment.
     *
     * @param folder where servers write; if much is in it, the submission has filled the disk itself
     */
    public static Optional<MachineFault> fault(Path folder) {
        return disk(folder).or(MachineProbe::process).or(MachineProbe::port);
    }

    private static Optional<MachineFault> disk(Path folder) {
        Path file = folder.resolve("probe-" + Thread.currentThread().threadId());
        try {
            Files.write(file, new byte[FILE]);
            return Optional.empty();
        } catch (IOException error) {
            return MachineFault.of(error).filter(fault -> FolderSize.of(folder, OWN) < OWN);
        } finally {
            Folders.delete(file);
        }
    }

    private static Optional<MachineFault> process() {
        try {
            new ProcessBuilder("true").start().destroy();
            return Optional.empty();
        } catch (IOException error) {
            return MachineFault.of(error);
        }
    }

    private static Optional<MachineFault> port() {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            return client.isConnected() ? Optional.empty() : Optional.of(new MachineFault("no connection is possible"));
        } catch (IOException error) {
            return MachineFault.of(error);
        }
    }
}
