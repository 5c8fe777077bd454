package grader.proofs.reference.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.core.course.Course;
import grader.grading.server.Server;
import grader.machine.os.Commands;
import grader.machine.os.Processes;
import grader.proofs.reference.ReferenceServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of the runbook, in the order of an incident: a section's server and trouble, the first commands, and
 * then its own ones, each of which shows what its *Reading* speaks of.
 */
@Tag("nightly")
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunbookTest {

    private static final Pattern BLOCK =
            Pattern.compile("\\[source,console,id=([a-z0-9-]+)\\]\n----\n(.*?)\n----", Pattern.DOTALL);
    private static final List<String> FIRST = List.of("first-pid", "first-client", "first-signals", "first-slow");
    /** The page says that these were not tried. */
    private static final List<String> NEED_SYSTEMD = List.of("gone-2", "gone-3");
    private static final String END = "== end of ";

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab13");

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireTools() {
        assumeTrue(Commands.succeeds("ss", "-V") && Commands.succeeds("nstat", "-V") && Commands.succeeds("top", "-v"),
                "this machine has no ss, nstat or top");
    }

    /** A section, and what each of its commands shows. */
    static Stream<Arguments> sections() {
        return Stream.of(
                Arguments.of("accept", List.of("LISTEN +[1-9]", "TcpExtListenOverflows +[1-9]",
                        "http_workers_busy 1 1")),
                Arguments.of("parse", List.of("3 400", "http_errors_total", "200 1000\n(.*\n)*431 17000")),
                Arguments.of("route", List.of("404", "http_requests_total.*none", "\"route\":")),
                Arguments.of("middleware", List.of("401 /orders\n401 /cart\n404 /orders/17\n200 /products",
                        "401 GET /orders", "http_errors_total")),
                Arguments.of("handle", List.of("\"payments\",\"state\"", "[1-9] PaymentClient.await", "[1-9] ESTAB")),
                Arguments.of("deadlock", List.of("http_oldest_wait_seconds", "Found one Java-level deadlock",
                        "connection")),
                Arguments.of("overload", List.of("http_requests_shed_total", "http_requests_total", "java|connection")),
                Arguments.of("serialize", List.of("java|connection", "[1-9] [A-Z][A-Za-z]+[.]",
                        "100000 rows: first byte")),
                Arguments.of("drain", List.of("\n?[0-9]+ +[1-9][0-9]{4,}", " total [0-9]+K", "http_buffers_borrowed")),
                Arguments.of("resources", List.of("open files +512", "VmRSS", "log_lines_dropped_total")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sections")
    void showsWhatFails(String section, List<String> shown) throws Exception {
        Map<String, String> blocks = blocks();
        List<String> own = Stream.of(1, 2, 3).map(number -> section + "-" + number).toList();
        try (Server server = start(blocks.get(section + "-server"))) {
            Map<String, String> said = run(server, blocks, Stream
                    .of(List.of(section + "-trouble"), FIRST, own)
                    .flatMap(List::stream)
                    .toList());
            for (int i = 0; i < own.size(); i++) {
                String pattern = shown.get(i);
                String output = said.get(own.get(i));
                assertTrue(Pattern.compile(pattern).matcher(output).find(),
                        () -> "expected " + pattern + " in:\n" + String.join("\n", said.values()));
            }
        }
    }

    @Test
    void keepsAndStops() throws Exception {
        Map<String, String> blocks = blocks();
        try (Server server = start(blocks.get("parse-server"))) {
            Map<String, String> said = run(server, blocks, List.of("first-pid", "restart-1", "restart-2", "gone-1"));
            Path kept = kept(said.get("first-pid").lines().toList().getLast());
            assertEquals(List.of("breakers", "heap.txt", "log.txt", "metrics", "slow", "threads.txt"), names(kept));
            assertTrue(Files.readString(kept.resolve("threads.txt")).contains("\"taker\""), "a thread of the server");
            assertEquals("", said.get("restart-2").strip());
            assertEquals("0", said.get("gone-1").strip());
        }
    }

    private Path kept(String pid) throws IOException {
        String name = names(folder).stream()
                .filter(each -> each.matches("incident-[0-9]+-" + pid))
                .findFirst()
                .orElseThrow();
        return folder.resolve(name);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    /** These tests run whatever the page has. */
    @Test
    void noneIsLeftOut() throws Exception {
        List<String> run = new ArrayList<>(List.of("restart-1", "restart-2", "gone-1"));
        run.addAll(FIRST);
        run.addAll(NEED_SYSTEMD);
        sections().map(section -> (String) section.get()[0])
                .forEach(section -> Stream.of("server", "trouble", "1", "2", "3")
                        .forEach(part -> run.add(section + "-" + part)));
        assertEquals(List.of(), blocks().keySet().stream().filter(id -> !run.contains(id)).toList());
    }

    private static Map<String, String> blocks() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(Files.readString(Course.here().root().resolve("docs/pages/runbook.adoc")));
        while (block.find()) {
            all.put(block.group(1), block.group(2)
                    .lines()
                    .map(line -> line.substring(Math.min(2, line.length())))      // the prompt
                    .collect(Collectors.joining("\n")));
        }
        return all;
    }

    /** Starts the reference with the flags of a command, on free ports. */
    private Server start(String command) {
        List<String> flags = new ArrayList<>(List.of(command
                .replaceAll("(?s).*lab13 |\\)|\\\\\n", " ")
                .replace("9091", "0")
                .replace("access.log", folder.resolve("access.log").toString())
                .strip()
                .split("\\s+")));
        Server server = REFERENCE.start(flags.toArray(String[]::new));
        if (command.contains("ulimit -n 512")) {
            assumeTrue(server.limitDescriptors(512), "this machine has no prlimit");
        }
        return server;
    }

    private static String adminPort(Server server) {
        String start = "lab13 admin on http://127.0.0.1:";
        return server.outputLines()
                .stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow();
    }

    /** Runs blocks in one shell, as they stand there but for ports and folders. Returns what each of them prints. */
    private Map<String, String> run(Server server, Map<String, String> blocks, List<String> ids) throws Exception {
        String script = ids.stream()
                .map(id -> blocks.get(id) + "\necho '" + END + id + "'\n")
                .collect(Collectors.joining())
                .replace("8080", "" + server.address().getPort())
                .replace("9091", adminPort(server))
                .replace("/var/tmp", folder.toString())
                + "kill $(jobs -p) 2>/dev/null\n";
        Path output = folder.resolve("output");
        try (Processes processes = new Processes()) {
            ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            shell.environment()
                    .merge("PATH", System.getProperty("java.home") + "/bin",
                            (path, bin) -> bin + ":" + path);
            assertTrue(processes.start(shell).waitFor(5, TimeUnit.MINUTES), "the commands end");
        }
        Map<String, String> said = new LinkedHashMap<>();
        String rest = Files.readString(output);
        for (String id : ids) {
            int end = rest.indexOf(END + id);
            assertTrue(end >= 0, () -> id + " has not ended: " + said);
            said.put(id, rest.substring(0, end));
            rest = rest.substring(end + END.length() + id.length()).stripLeading();
        }
        return said;
    }
}
