package grader.proofs.reference;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Lab;
import grader.core.source.Compiler;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.proofs.testing.CourseCopy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server with holes, run in a checkout: what is not written yet says so, with its place, and the way on where there
 * is one.
 */
@Timeout(600)
class HolesTest {

    @TempDir
    Path folder;

    @Test
    void aLaterLabNamesTheEarlierTaskAndHowToGoOnWithoutIt() throws Exception {
        CourseCopy copy = new CourseCopy(folder.resolve("course"), 2);
        String hole = copy.read("labs/01-sockets/HeadReader.java");
        copy.solve("lab01");
        copy.solve("lab02");
        copy.write("labs/01-sockets/HeadReader.java", hole);
        String answer = run(copy, "lab02");
        assertTrue(answer.startsWith("HTTP/1.1 500 Internal Server Error\n"), answer);
        assertTrue(answer.endsWith(
                "\n\ntask read-head is not written yet: labs/01-sockets/HeadReader.java:" + line(copy, "read-head")
                        + "; ./jbang course skip lab01 goes on with the reference's\n"),
                answer);
    }

    @Test
    void inItsOwnLabItIsSimplyToBeWritten() throws Exception {
        CourseCopy copy = new CourseCopy(folder.resolve("course"));
        String hole = copy.read("labs/01-sockets/HeadReader.java");
        copy.solve("lab01");
        copy.write("labs/01-sockets/HeadReader.java", hole);
        String answer = run(copy, "lab01");
        assertTrue(answer.endsWith("\n\ntask read-head is not written yet: labs/01-sockets/HeadReader.java:"
                + line(copy, "read-head") + "\n"), answer);
    }

    private static long line(CourseCopy copy, String task) {
        return 1 + copy.read("labs/01-sockets/HeadReader.java")
                .lines()
                .takeWhile(line -> !line.contains("new Todo(\"" + task))
                .count();
    }

    /** Compiles the learner's lab, starts it in the checkout, and asks it once. */
    private String run(CourseCopy copy, String name) throws IOException, InterruptedException {
        Lab lab = copy.course.lab(name);
        Settings settings = new Settings(lab, Optional.empty(), Optional.empty(), "h0", false, false, Optional.empty());
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertEquals(Optional.empty(),
                Compiler.compile(new Grading(settings, ignored -> {}).stage().sources(), classes, lab));
        Process server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", classes.toString(), name, "--port", "0")
                .directory(copy.root.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = server.inputReader()) {
            String line = out.readLine();
            int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            try (Socket client = new Socket("127.0.0.1", port)) {
                client.setSoTimeout(20_000);
                client.getOutputStream().write("GET /x HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
                return answer(new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII)));
            }
        } finally {
            server.destroyForcibly();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** The head, an empty line, and the one line of the body; a server that does not close yet is not waited for. */
    private static String answer(BufferedReader in) throws IOException {
        StringBuilder answer = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            answer.append(line).append('\n');
        }
        return answer.append('\n').append(in.readLine()).append('\n').toString();
    }
}
