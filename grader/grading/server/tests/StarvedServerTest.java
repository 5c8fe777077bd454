package grader.grading.server.tests;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Transcript;
import grader.core.console.MachineFault;
import grader.grading.server.Program;
import grader.grading.server.Server;
import grader.grading.server.ServerLauncher;
import grader.machine.os.LinuxProcess;
import grader.machine.os.Processes;
import grader.proofs.testing.BusyProcessors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What a server has not done while others have the processors, it may still do. */
@Isolated("what other tests use counts as this program's own")
class StarvedServerTest {

    private static final String NEVER_RESTS = """
            class Server {
                public static void main(String[] flags) throws Exception {
                    var listener = new java.net.ServerSocket(0, 10, java.net.InetAddress.getLoopbackAddress());
                    System.out.println("listening on http://127.0.0.1:" + listener.getLocalPort());
                    while (!listener.isClosed()) {
                        Thread.onSpinWait();
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void isNotTakenForOneThatRests() throws Exception {
        assumeTrue(LinuxProcess.tells(), "threads can be looked at only on Linux");
        Path source = Files.writeString(folder.resolve("Server.java"), NEVER_RESTS);
        Program program = new Program.Command(Path.of(System.getProperty("java.home"), "bin", "java") + " " + source);
        try (Processes processes = new Processes();
                Server server = new ServerLauncher(program, folder, processes).start(new Transcript(), List.of());
                BusyProcessors _ = new BusyProcessors(4)) {
            String fault = assertThrows(MachineFault.class, server::awaitIdle).getMessage();
            assertTrue(fault.contains("it is too busy"), fault);
        }
    }
}
