package grader.grading.server.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Answer;
import grader.clients.http.CheckFailed;
import grader.clients.http.Transcript;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Compiler;
import grader.grading.server.Program;
import grader.grading.server.Race;
import grader.grading.server.Server;
import grader.grading.server.ServerLauncher;
import grader.grading.server.Unavailable;
import grader.grading.submission.Archive;
import grader.grading.submission.LabClasses;
import grader.machine.interleaving.Interleaving;
import grader.machine.os.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two requests meet between any two steps of a class, so a race happens every time. */
class RaceTest {

    private static final Lab LAB = Course.here().lab("lab01");
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String SERVER = """
            import java.io.InputStream;
            import java.net.InetAddress;
            import java.net.ServerSocket;
            import java.net.Socket;

            public class lab01 {
                public static void main(String[] flags) throws Exception {
                    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                    IO.println("listening on http://127.0.0.1:" + listener.getLocalPort());
                    Tickets tickets = new Tickets();
                    while (true) {
                        Socket client = listener.accept();
                        Thread.ofPlatform().daemon().start(() -> serve(client, tickets));
                    }
                }

                private static void serve(Socket client, Tickets tickets) {
                    try (client) {
                        InputStream in = client.getInputStream();
                        for (String head = ""; !head.endsWith("\\r\\n\\r\\n"); head += (char) in.read()) {
                        }
                        String ticket = Integer.toString(tickets.next());
                        client.getOutputStream().write(("HTTP/1.1 200 OK\\r\\nContent-Length: " + ticket.length()
                                + "\\r\\n\\r\\n" + ticket).getBytes());
                    } catch (Exception gone) {
                        throw new IllegalStateException(gone);
                    }
                }
            }
            """;
    private static final String TICKETS = """
            class Tickets {
                private int last;

                %s int next() {
                    int next = last + 1;
                    last = next;
                    return next;
                }
            }
            """;

    @TempDir
    private Path folder;
    private int different;

    @Test
    void findsTheStepBetweenWhichTwoRequestsMeet() throws Exception {
        CheckFailed found = assertThrows(CheckFailed.class, () -> race(""));

        assertEquals("both got a ticket; the first was held before a step in Tickets.java:6 while the second went on",
                found.getMessage());
    }

    @Test
    void passesWhatLetsNoOtherThreadInBetween() throws Exception {
        race("synchronized");
        assertTrue(different > 2, "the control, and more than one step: " + different);
    }

    private void race(String modifier) throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertEquals(Optional.empty(), Compiler.compile(
                Map.of("lab01.java", SERVER, "Tickets.java", TICKETS.formatted(modifier)), classes, LAB));
        Path jar = Archive.of(classes, folder.resolve("classes.jar"));
        Transcript transcript = new Transcript();
        try (Processes processes = new Processes();
                Interleaving interleaving = new Interleaving();
                Server server = new ServerLauncher(
                        Program.Classes.of(LAB, LabClasses.of(List.of(jar)), "a test", ignored -> {}),
                        Files.createDirectory(folder.resolve("work")), processes)
                        .interleaved(interleaving, Set.of("Tickets"))
                        .start(transcript, List.of())) {
            new Race(interleaving, transcript).run(server, () -> new Race.Round(REQUEST, REQUEST, this::areDifferent));
        }
    }

    private void areDifferent(Answer first, Answer second) {
        different++;
        if (first.body().equals(second.body())) {
            throw new CheckFailed("both got a ticket");
        }
    }

    @Test
    void isForServersInJavaOnly() {
        try (Processes processes = new Processes(); Interleaving interleaving = new Interleaving()) {
            ServerLauncher launcher = new ServerLauncher(new Program.Command("python3 lab05.py"), folder, processes);
            assertThrows(Unavailable.class, () -> launcher.interleaved(interleaving, Set.of()));
        }
    }
}
