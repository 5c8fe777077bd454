package grader.bench.server;

import grader.lab.Course;
import grader.lab.Problem;
import grader.lab.Unwritten;
import grader.run.AtExit;
import grader.run.Commands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own. */
final class Running implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile(".*\\blistening on http://(\\S+):(\\d+)/?\\s*|.*listen (127\\.0\\.0\\.1):(\\d+).*");
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final InetSocketAddress address;
    private final long nanosToAnswer;
    private final AtExit atExit;

    /**
     * Starts it, and waits until it has answered `GET /`.
     *
     * @param folder where it runs, and writes its messages
     */
    Running(Contender contender, List<String> command, Cpus cpus, Path folder) {
        Path messages = folder.resolve(contender + ".messages");
        long start = System.nanoTime();
        try {
            process = new ProcessBuilder(cpus.serving(command)).directory(folder.toFile()).redirectError(messages.toFile()).start();
        } catch (IOException error) {
            throw Problem.of(error, "starting " + contender);
        }
        atExit = new AtExit(() -> all().toList().forEach(ProcessHandle::destroyForcibly));
        try {
            address = contender == Contender.NGINX ? configured(Path.of(command.getLast())) : told(contender, messages);
            Probe.awaitAnswer(address, START);
        } catch (IOException error) {
            close();
            throw new Unwritten(Course.here(), Contender.LAB).in(error)
                    .orElseGet(() -> new Problem(contender + " did not start: " + error.getMessage(), "run " + contender.path() + " by hand to see why"));
        }
        nanosToAnswer = System.nanoTime() - start;
    }

    private InetSocketAddress told(Contender contender, Path messages) throws IOException {
        @SuppressWarnings("resource")       // Closing it would close the server's standard output.
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher told = LISTENING.matcher(line);
            if (told.matches()) {
                Thread.ofPlatform().daemon().start(() -> drain(lines));
                return new InetSocketAddress(told.group(1), Integer.parseInt(told.group(2)));
            }
        }
        throw new IOException(Files.readAllLines(messages).stream().findFirst().orElse(contender + " ended without a word"));
    }

    /** What it writes later is not read: else it would stop when the pipe is full. */
    private static void drain(BufferedReader lines) {
        try {
            lines.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // With the process.
        }
    }

    private static InetSocketAddress configured(Path file) throws IOException {
        Matcher told = LISTENING.matcher(Files.readAllLines(file).stream().filter(line -> line.contains("listen ")).findFirst().orElseThrow());
        return told.matches() ? new InetSocketAddress(told.group(3), Integer.parseInt(told.group(4))) : null;
    }

    InetSocketAddress address() {
        return address;
    }

    /** From the start of the process to the end of the first answer. */
    long nanosToAnswer() {
        return nanosToAnswer;
    }

    /** The CPU time of the process, and of those that it has started: on Linux, of /proc/PID/stat. */
    Duration cpu() {
        return all().map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    /** Bytes of memory that it has in RAM; 0 where the system does not tell it in /proc. */
    long resident() {
        return all().mapToLong(one -> {
            try {
                String status = Files.readString(Path.of("/proc", String.valueOf(one.pid()), "status"));
                return 1024 * Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s*(\\d+) kB.*", "$1"));
            } catch (IOException | NumberFormatException untold) {
                return 0;
            }
        }).sum();
    }

    /** Stops it where it stands, so that it takes no CPU time from another. */
    void pause() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    private void signal(String name) {
        all().forEach(one -> Commands.succeeds("kill", name, String.valueOf(one.pid())));
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        List<ProcessHandle> everybody = all().toList();
        resume();
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(3))) {
                everybody.forEach(ProcessHandle::destroyForcibly);
                process.waitFor();
            }
        } catch (InterruptedException stop) {
            everybody.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
        atExit.close();
    }
}
