//JAVA 25+
//SOURCES ../libraries/Commands.java
//SOURCES ../core/*/*.java
//SOURCES ../clients/http/*.java
//SOURCES ../machine/os/*.java
//SOURCES Timing.java
//SOURCES Watched.java
//COMPILE_OPTIONS -Xlint:all -Werror

package grader.bench;

import grader.clients.http.ListeningLine;
import grader.core.console.CommandLines;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long a learner waits, from Enter to the result: `./jbang grader/bench/times.java`. */
@Command(name = "grader/bench/times.java", mixinStandardHelpOptions = true,
        description = "Times the commands of the course as whole processes, warm: minimum, median and maximum in "
                + "seconds.")
class times implements Callable<Integer> {

    @Option(names = "--runs", paramLabel = "N",
            description = "how often, after one run that is not counted (default: ${DEFAULT-VALUE})")
    private int runs = 5;

    @Option(names = "--verify", description = "time `verify` as well, once")
    private boolean verify;

    private final Course course = Course.here();

    public static void main(String[] args) {
        System.exit(CommandLines.of(new times()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, " + runs + " runs each; seconds");
        System.out.println("%-38s %6s %6s %6s".formatted("", "min", "median", "max"));
        for (Lab lab : course.all()) {
            String solution = course.root().relativize(lab.reference()).resolve(lab.script()).toString();
            time(lab.name() + " to 'listening'", () -> untilListening(solution));
            time("grade " + lab.name() + " --solution", () -> toTheEnd("grade", lab.name(), "--solution"));
            time("grade " + lab.name() + " (as it is in labs/)", () -> toTheEnd("grade", lab.name()));
            try (Watched watched = new Watched(lab)) {
                watched.verdict();
                time("grade " + lab.name() + " --watch, from a save", () -> {
                    watched.save();
                    watched.verdict();
                });
            }
        }
        time("course", () -> toTheEnd("course"));
        if (verify) {
            runs = 1;
            time("verify", () -> toTheEnd("verify"));
        }
        return 0;
    }

    private void time(String name, Timing.Run run) throws IOException, InterruptedException {
        if (runs > 1) {
            run.once();
        }
        Timing.tell("%-38s %6.2f %6.2f %6.2f", name, runs, run);
    }

    private void toTheEnd(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        int code = process.waitFor();
        if (code > 1) {
            throw new UserError("./jbang " + String.join(" ", arguments) + " ended with exit code " + code,
                    "run it by hand to see why");
        }
    }

    private void untilListening(String script) throws IOException, InterruptedException {
        Process process = start(script, "--port", "0");
        try (BufferedReader lines = process.inputReader()) {
            String line;
            do {
                line = lines.readLine();
            } while (line != null && !ListeningLine.is(line));
            if (line == null) {
                throw new UserError(script + " ended before it listened", "run it by hand to see why");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(course.root().resolve("jbang").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(course.root().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
