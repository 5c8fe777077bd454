package grader.proofs.soak;

import grader.core.console.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at what a server process holds, as Linux tells it in /proc, and its JVM by jcmd. */
final class LeakCheck {

    /** The server has ended: there is nothing to look at. */
    static final class Gone extends Exception {

        private static final long serialVersionUID = 1;
    }

    private static final Path PROC = Path.of("/proc");
    private static final Pattern HEAP = Pattern.compile("(?m)^(?!.*(?:Metaspace|class space)).*used (\\d+)K");
    private static final int TICK_MILLIS = 100;
    private static final int REST_MILLIS = 2_000;
    private static final int MOST_MILLIS = 10_000;
    private static final int JCMD_SECONDS = 60;

    private final SoakedServer host;

    LeakCheck(SoakedServer host) {
        this.host = host;
    }

    static boolean isPossible() {
        return Files.isReadable(PROC.resolve("self/status"));
    }

    /** Without the heap. */
    ResourceUsage now() throws Gone, InterruptedException {
        return now(ResourceUsage.UNKNOWN);
    }

    private ResourceUsage now(long heap) throws Gone, InterruptedException {
        Path proc = PROC.resolve(String.valueOf(host.pid()));
        try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
            String status = Files.readString(proc.resolve("status"));
            return new ResourceUsage((int) descriptors.count(), number(status, "Threads:"), number(status, "VmRSS:"),
                    heap);
        } catch (IOException | IllegalStateException error) {
            checkAlive();
            throw new UserError("what the server holds cannot be read: " + error.getMessage(),
                    "look whether " + proc + " may be read");
        }
    }

    private static int number(String status, String name) {
        Matcher value = Pattern.compile(name + "\\s*(\\d+)").matcher(status);
        if (!value.find()) {
            throw new IllegalStateException("there is no line " + name);        // So it is of a process that ends.
        }
        return Integer.parseInt(value.group(1));
    }

    /** A process that ends may be seen in /proc a moment longer than its files. */
    private void checkAlive() throws Gone, InterruptedException {
        if (host.endsWithin(REST_MILLIS)) {
            throw new Gone();
        }
    }

    /**
     * What it holds when all clients are gone, and garbage is.
     *
     * @param descriptors so many are no reason to wait any longer than it takes to see that it rests
     */
    ResourceUsage atRest(int descriptors) throws Gone, InterruptedException, IOException {
        int last = now().descriptors();
        for (int quiet = 0; quiet < (last > descriptors ? MOST_MILLIS : REST_MILLIS); quiet += TICK_MILLIS) {
            Thread.sleep(TICK_MILLIS);
            int open = now().descriptors();
            quiet = open < last ? 0 : quiet;
            last = open;
        }
        jcmd("GC.run");
        Matcher used = HEAP.matcher(jcmd("GC.heap_info"));
        long heap = 0;
        int parts = 0;
        for (; used.find(); parts++) {
            heap += Long.parseLong(used.group(1));
        }
        if (parts == 0) {
            throw new UserError("jcmd " + host.pid() + " GC.heap_info does not tell how much heap is used",
                    "see whether JAVA_HOME is a JDK 25");
        }
        return now(heap);
    }

    /** @throws UserError if it fails: then nothing is known of the heap */
    private String jcmd(String what) throws Gone, InterruptedException, IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked = new ProcessBuilder(jcmd, String.valueOf(host.pid()), what).redirectErrorStream(true).start();
        boolean ended = asked.waitFor(JCMD_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            asked.destroyForcibly();
        }
        String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended || asked.exitValue() != 0) {
            checkAlive();
            throw new UserError(
                    "jcmd " + host.pid() + " " + what + (ended ? " failed" + reason(told) : " does not end"),
                    "without it nothing is known of the heap; try again");
        }
        return told;
    }

    /** Out of a stack trace, after what a JVM says of its options. */
    private static String reason(String told) {
        return told.lines().filter(line -> line.matches("[\\w.]+: .+")).findFirst().map(line -> ": " + line).orElse("");
    }
}
