package grader.bench.guests;

import grader.lab.Compiler;
import grader.lab.Course;
import grader.lab.Folders;
import grader.lab.Jars;
import grader.lab.Lab;
import grader.lab.Libraries;
import grader.lab.Parts;
import grader.lab.Problem;
import grader.lab.Unwritten;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lab 07's server in a process of its own, with a small heap and short timeouts. */
final class Host implements AutoCloseable {

    private static final String LAB = "lab07";
    private static final List<String> FLAGS = List.of("--port", "0", "--access-log", "off", "--idle-timeout", "5000",
            "--request-timeout", "5000", "--write-timeout", "5000");
    private static final Pattern LISTENING = Pattern.compile(LAB + " listening on http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

    private final Process process;
    private final Path folder;
    private final InetSocketAddress address;

    private Host(Process process, Path folder, InetSocketAddress address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    static Host start(boolean mine) throws IOException {
        Lab lab = Course.here().lab(LAB);
        Path folder = Files.createTempDirectory("soak");
        Compiler.compile(Parts.upTo(lab.course(), lab.number(), mine), folder, lab).ifPresent(error -> {
            Folders.delete(folder);
            throw new Problem(error.toString(), "mend it, then soak");
        });
        List<Path> classPath = new ArrayList<>(Libraries.of(lab));
        classPath.add(folder);
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx64m", "-XX:+UseSerialGC",
                "-cp", Jars.path(classPath), LAB));
        command.addAll(FLAGS);
        Process process = new ProcessBuilder(command).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        String line = process.inputReader().readLine();
        Matcher told = LISTENING.matcher(String.valueOf(line));
        if (!told.matches()) {
            String errors = line == null ? new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8) : "";
            process.destroyForcibly();
            Folders.delete(folder);
            throw new Unwritten(lab.course(), lab.number()).in(errors).orElseGet(() -> new Problem("the server did not start",
                    "./jbang " + (mine ? "labs" : "solutions") + "/" + lab.folder() + "/" + LAB + ".java tells why"));
        }
        Thread.ofPlatform().daemon().start(() -> discard(process.errorReader()));
        return new Host(process, folder, new InetSocketAddress("127.0.0.1", Integer.parseInt(told.group(1))));
    }

    private static void discard(Reader errors) {
        try {
            errors.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            // the server has ended
        }
    }

    InetSocketAddress address() {
        return address;
    }

    Vitals vitals() {
        return vitals(-1);
    }

    private Vitals vitals(long heap) {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
            String status = Files.readString(proc.resolve("status"));
            return new Vitals((int) descriptors.count(), number(status, "Threads:"), number(status, "VmRSS:"), heap);
        } catch (IOException error) {
            throw new Problem("the server has gone, or this is no Linux: " + error.getMessage(), "/proc tells what a process holds");
        }
    }

    private static int number(String status, String name) {
        Matcher value = Pattern.compile(name + "\\s*(\\d+)").matcher(status);
        return value.find() ? Integer.parseInt(value.group(1)) : 0;
    }

    /** What it holds when all clients are gone: once nothing has become less for two seconds. */
    Vitals atRest() throws IOException, InterruptedException {
        Vitals last = vitals();
        for (int quiet = 0; quiet < 20; quiet++) {
            Thread.sleep(100);
            Vitals now = vitals();
            if (now.descriptors() < last.descriptors()) {
                quiet = 0;
            }
            last = now;
        }
        jcmd("GC.run");
        Matcher heap = HEAP.matcher(jcmd("GC.heap_info"));
        long used = 0;
        while (heap.find()) {
            used += Long.parseLong(heap.group(1));
        }
        return vitals(used);
    }

    private String jcmd(String what) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), what).redirectErrorStream(true).start();
        String told = new String(asked.getInputStream().readAllBytes());
        asked.waitFor();
        return told.replaceAll("(?m)^.*Metaspace.*$|^\\s+class space.*$", "");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Folders.delete(folder);
    }
}
