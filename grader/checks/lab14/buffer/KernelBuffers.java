package grader.checks.lab14.buffer;

import grader.grading.engine.Rig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much the kernel keeps of what an edge has not read, and of what its client has not: at most, on its own side. */
final class KernelBuffers {

    private static final Path FOLDER = Path.of("/proc/sys/net/ipv4");

    private KernelBuffers() {}

    /** Skips the check if the kernel may keep so many bytes of a response that no server has. */
    static void requireLess(Rig rig, long bytes) {
        if (largest("tcp_rmem") + largest("tcp_wmem") >= bytes) {
            rig.tell(FOLDER + "/tcp_rmem and tcp_wmem allow the kernel as much as this check sends");
            throw rig.skip("the kernel of this machine has too large buffers");
        }
    }

    /** The last of three numbers (tcp(7)); other systems keep little. */
    private static long largest(String file) {
        try {
            return Long.parseLong(Files.readString(FOLDER.resolve(file)).strip().replaceAll(".*\\s", ""));
        } catch (IOException otherSystem) {
            return 0;
        }
    }
}
