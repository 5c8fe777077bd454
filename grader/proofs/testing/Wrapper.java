package grader.proofs.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.clients.http.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The wrapper ./jbang in a world of its own: a home folder with JBang's cache in it, and no environment but
 * {@link #env}. The JBang jar is the one the user's own runs have cached, so no test needs the network.
 */
public final class Wrapper {
    public static final Path JDK = Path.of(System.getProperty("java.home"));

    final Path home;
    public final Path file;
    public final Path cache;
    public final Map<String, String> env = new HashMap<>();

    public record Run(int exit, String out, String err) {
        public String lastLine() {
            return err.lines().reduce("", (before, line) -> line);
        }
    }

    public record Started(Process process, Path out, Path err) implements AutoCloseable {
        public Run finish() throws Exception {
            try (this) {
                assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it does not end");
                return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    public Wrapper(Path home, Path file) {
        this.home = home;
        this.file = file;
        cache = home.resolve("jbang dir/cache");
        env.put("HOME", home.toString());
        env.put("PATH", System.getenv("PATH"));
        env.put("JAVA_HOME", JDK.toString());
        env.put("JBANG_DIR", cache.getParent().toString());
        env.put("JBANG_REPO", home.resolve("repository").toString());
    }

    public Run run(String... arguments) throws Exception {
        return start(home, Stream.concat(Stream.of(file.toString()), Stream.of(arguments)).toList())
                .finish();
    }

    public Started start(Path folder, List<String> command) throws IOException {
        var out = Files.createTempFile(home, "out", ".txt");
        var err = Files.createTempFile(home, "err", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(env);
        return new Started(builder.start(), out, err);
    }

    /** Puts the JBang jar into a Maven repository in the home folder. */
    public Wrapper jarIn(String repository) throws IOException {
        var copy = home.resolve(repository).resolve(jarPath());
        Files.createDirectories(copy.getParent());
        Files.copy(jar(), copy);
        return this;
    }

    public static void await(String what, BooleanSupplier condition) {
        assertTrue(Await.comesTrue(Duration.ofMinutes(3), condition), "did not happen: " + what);
    }

    public static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("jbang-catalog.json")))
            folder = folder.getParent();
        return folder;
    }

    public static String version() throws IOException {
        var line = Pattern.compile("(?m)^version=(.+)$").matcher(Files.readString(root().resolve("jbang")));
        assertTrue(line.find(), "the wrapper names no version");
        return line.group(1);
    }

    /** Where a Maven repository has JBang's jar. */
    public static String jarPath() throws IOException {
        return "dev/jbang/jbang-cli/" + version() + "/jbang-cli-" + version() + "-all.jar";
    }

    public static Path jar() throws IOException {
        var path = Path.of(jarPath());
        var user = Path.of(System.getProperty("user.home"));
        var dir = System.getenv().getOrDefault("JBANG_DIR", user + "/.jbang");
        var cache = System.getenv().getOrDefault("JBANG_CACHE_DIR", dir + "/cache");
        var repository = System.getenv().getOrDefault("JBANG_REPO", user + "/.m2/repository");
        var cached = Path.of(cache, "wrapper").resolve(path.getFileName());
        var jar = Files.exists(cached) ? cached : Path.of(repository).resolve(path);
        assumeTrue(Files.exists(jar), "no JBang jar here yet: run ./jbang version once");
        return jar;
    }
}
