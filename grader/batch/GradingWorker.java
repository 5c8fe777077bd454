package grader.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import grader.course.Course;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A process that grades one submission after another: a {@link Setup} and then each {@link Planned} come as a line of
 * JSON on standard input, and each {@link Graded} goes as one to standard output. It ends with its input, even in the
 * middle of a grading: then the batch is gone.
 */
final class GradingWorker {

    static final ObjectMapper JSON = new ObjectMapper();

    private GradingWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("orders").start(() -> read(lines));
        Setup setup = JSON.readValue(lines.take(), Setup.class);
        OneGrading one = new OneGrading(setup, Course.around(Path.of(setup.course())).lab(setup.lab()));
        while (true) {
            Planned planned = JSON.readValue(lines.take(), Planned.class);
            out.println(JSON.writeValueAsString(one.grade(planned)));
        }
    }

    private static void read(BlockingQueue<String> lines) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException gone) {
            // as at its end
        }
        System.exit(0);
    }
}
