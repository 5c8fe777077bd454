package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.machine.os.FirstLine;
import grader.proofs.testing.BothBuilds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each peer starts, says where it listens, and has lab 07's routes. By itself only the JDK's: the others' libraries are
 * many.
 */
@Tag("nightly")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeersTest {

    private static final Path FOLDER = Course.here().root().resolve("grader/conformance/peers");
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Pattern LISTENING = Pattern.compile("(\\w+) listening on (http://127\\.0\\.0\\.1:\\d+)");

    static List<String> peers() throws IOException {
        if (!Boolean.getBoolean("verify.all")) {
            return List.of("jdk");
        }
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[a-z]+\\.java"))
                    .map(name -> name.replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("peers")
    void servesTheRoutesOfLab07(String peer, @TempDir Path folder) throws Exception {
        String script = FOLDER.resolve(peer + ".java").toString();
        BothBuilds.jbang(folder, "build", script);
        String classPath = BothBuilds.jbang(folder, "info", "classpath", script).strip();
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", "-cp", classPath,
                "grader.conformance.peers." + peer, "--port", "0").directory(folder.toFile())
                .redirectError(folder.resolve("messages").toFile())
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            String line = FirstLine.of(process, START);
            Matcher told = LISTENING.matcher(line);
            assertTrue(told.matches(), () -> "it said '" + line + "' " + said(folder));
            assertEquals(peer, told.group(1));
            String url = told.group(2);
            assertEquals("Hello, world\n", get(client, url + "/").body());
            assertEquals("x".repeat(65536), get(client, url + "/bytes/65536").body());
            assertEquals("x".repeat(100_000), get(client, url + "/chunks/100000").body());
            assertEquals("[{\"id\":1,\"name\":\"row 1\"},{\"id\":2,\"name\":\"row 2\"}]\n",
                    get(client, url + "/rows/2").body());
            assertTrue(get(client, url + "/json").body().matches("\\{\"id\":\\d+,\"name\":\"Ada\".*}\n"));
            assertEquals(204, get(client, url + "/no-content").statusCode());
            assertEquals(410, get(client, url + "/status/410").statusCode());
            assertEquals("a b",
                    get(client, url + "/header?value=a%20b").headers().firstValue("X-Value").orElse("none"));
            HttpRequest echo = request(url + "/echo").POST(HttpRequest.BodyPublishers.ofString("some text")).build();
            assertEquals("some text", client.send(echo, BodyHandlers.ofString()).body());
        } finally {
            end(process);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws IOException, InterruptedException {
        return client.send(request(url).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER);
    }

    private static String said(Path folder) {
        try {
            return Files.readString(folder.resolve("messages"));
        } catch (IOException none) {
            return "";
        }
    }
}
