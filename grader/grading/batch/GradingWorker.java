package grader.grading.batch;

import com.fasterxml.jackson.databind.ObjectMapper;
import grader.core.course.Course;
import grader.grading.server.LabRuntime;
import grader.machine.os.Orphans;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A process that grades one submission after another: a mark, a {@link Setup} and then each {@link Planned} come as a
 * line of JSON on standard input, and each {@link Graded} goes as one to standard output. Lines without the mark at
 * their beginning are not the batch's. It ends with its input, even in the middle of a grading: then the batch is gone.
 */
final class GradingWorker {

    static final ObjectMapper JSON = new ObjectMapper();

    private GradingWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Orphans.adopt();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().daemon().name("orders").start(() -> read(lines));
        String mark = lines.take();
        Setup setup = JSON.readValue(next(lines, mark), Setup.class);
        LabRuntime.expect(setup.java());
        OneGrading one = new OneGrading(setup, Course.around(Path.of(setup.course())).lab(setup.lab()));
        for (int number = 1;; number++) {
            Planned planned = JSON.readValue(next(lines, mark), Planned.class);
            out.println("\n" + mark + number + " " + JSON.writeValueAsString(one.grade(planned)));
        }
    }

    private static String next(BlockingQueue<String> lines, String mark) throws InterruptedException {
        while (true) {
            String line = lines.take();
            if (line.startsWith(mark)) {
                return line.substring(mark.length());
            }
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
