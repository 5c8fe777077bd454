package grader.bench.server;

import grader.bench.load.Probe;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.files.PathText;
import grader.core.starter.UnwrittenTask;
import grader.machine.os.Commands;
import grader.machine.os.ResidentMemory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own. */
public final class Running implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    /** As the serial collector tells it of each generation. */
    private static final Pattern HEAP_USED = Pattern.compile("(?m)^ *(?:DefNew|Tenured) .* used (\\d+)K");

    private final Workplace place;
    private final Process process;
    private final InetSocketAddress address;
    private final InetSocketAddress secure;
    private final long nanosToAnswer;

    /**
     * Starts it, and waits until it has answered `GET /`.
     *
     * @param name for people, another one for each that runs at the same time
     * @param place where it runs, and writes its messages
     * @throws UserError if it does not start, or its response cannot be parsed
     */
    public Running(String name, Program program, Cpus cpus, Workplace place) {
        this.place = place;
        Path messages = place.folder.resolve(name + ".messages");
        long start = System.nanoTime();
        try {
            process = new ProcessBuilder(cpus.serving(program.command())).directory(place.folder.toFile())
                    .redirectError(messages.toFile())
                    .start();
        } catch (IOException error) {
            throw UserError.of(error, "starting " + name);
        }
        place.add(process);
        try {
            address = program.address().isPresent() ? program.address().get() : Announcement.of(process, START);
            Probe.awaitAnswer(address, START, process::isAlive);
        } catch (IOException error) {
            boolean alive = process.isAlive();
            close();
            throw notStarted(name, program, error.getMessage(), alive, said(messages));
        }
        secure = program.secure().orElse(address);
        nanosToAnswer = System.nanoTime() - start;
    }

    private static UserError notStarted(String name, Program program, String why, boolean alive, String said) {
        String words = alive ? why : said.isBlank() ? "it ended without a word" : "it ended: " + error(said);
        return new UnwrittenTask(Course.here(), program.lab()).in(said)
                .orElseGet(
                        () -> new UserError(name + (alive ? " cannot be measured: " : " did not start: ") + words,
                                "run " + PathText.shown(program.script()) + " by hand to see why"));
    }

    private static String said(Path messages) {
        try {
            return Files.readString(messages, StandardCharsets.ISO_8859_1);
        } catch (IOException none) {
            return "";
        }
    }

    /** The first line that tells of an error, or else the last. */
    private static String error(String said) {
        List<String> lines = said.strip().lines().toList();
        return lines.stream()
                .filter(line -> line.matches("(?i).*(error|exception|fatal|emerg).*"))
                .findFirst()
                .orElse(lines.getLast())
                .strip();
    }

    public InetSocketAddress address() {
        return address;
    }

    /** Where it speaks TLS, if it does. */
    InetSocketAddress secure() {
        return secure;
    }

    /** From the start of the process to the end of the first response. */
    long nanosToAnswer() {
        return nanosToAnswer;
    }

    /** The CPU time of the process, and of those that it has started: on Linux, of /proc/PID/stat. */
    public Duration cpu() {
        return all().map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Bytes of memory that it has in RAM; 0 where the system does not tell. */
    public long rss() {
        return ResidentMemory.of(process.toHandle()).orElse(0);
    }

    /** Bytes of live objects in its heap; NaN where jcmd does not tell. */
    public double liveHeap() {
        String pid = String.valueOf(process.pid());
        try {
            jcmd(pid, "GC.run");
            List<MatchResult> used = HEAP_USED.matcher(jcmd(pid, "GC.heap_info")).results().toList();
            return used.isEmpty() ? Double.NaN
                    : used.stream().mapToDouble(each -> 1024 * Double.parseDouble(each.group(1))).sum();
        } catch (Commands.Failed untold) {
            return Double.NaN;
        }
    }

    private static String jcmd(String pid, String what) throws Commands.Failed {
        return Commands.output(List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), pid, what));
    }

    /** Stops it where it stands, so that it takes no CPU time from another. */
    public void pause() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    private void signal(String name) {
        all().forEach(one -> Commands.succeeds("kill", name, String.valueOf(one.pid())));
    }

    private Stream<ProcessHandle> all() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
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
        place.remove(process);
    }
}
