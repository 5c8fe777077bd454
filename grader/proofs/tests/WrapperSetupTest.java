package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that lacks something: the wrapper finds it elsewhere, or says in one line what to do. */
@Tag("nightly")
class WrapperSetupTest {
    @TempDir
    Path home;
    Wrapper wrapper;

    /** A copy of the wrapper that finds neither this machine's JDKs nor Maven Central. */
    @BeforeEach
    void copy() throws IOException {
        var file = home.resolve("jbang");
        Files.copy(Wrapper.root().resolve("jbang"), file);
        wrapper = new Wrapper(home, file);
        replace(" /usr/lib/jvm/", " \"$HOME\"/jvm/");
        replace(" /Library/Java/", " \"$HOME\"/Library/Java/");
        replace("central=https://repo1.maven.org/maven2", "central=http://127.0.0.1:1/central");
    }

    void replace(String from, String to) throws IOException {
        var text = Files.readString(wrapper.file);
        assertTrue(text.contains(from), "the wrapper no longer says " + from);
        Files.writeString(wrapper.file, text.replace(from, to));
    }

    static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertTrue(file.toFile().setExecutable(true));
    }

    /** Only these tools are on the PATH: no Java. */
    void noJava() throws IOException {
        var tools = "awk cp curl ln mkdir mv readlink rm sed sh sha256sum shasum sleep wget";
        for (var tool : tools.split(" ")) {
            for (var folder : System.getenv("PATH").split(":")) {
                var real = Path.of(folder, tool);
                if (Files.exists(real))
                    executable(home.resolve("bin").resolve(tool), "exec '" + real + "' \"$@\"");
            }
        }
        wrapper.env.put("PATH", home.resolve("bin").toString());
        wrapper.env.remove("JAVA_HOME");
    }

    /** A Java that can do no more than tell its version, and whatever "jdk install" is to do. */
    void olderJava(String install) throws IOException {
        noJava();
        executable(
                home.resolve("bin/java"),
                """
                case "$*" in
                  *-version*) echo '    java.specification.version = 17' >&2 ;;
                  *"jdk install 25") %s ;;
                esac
                """
                        .formatted(install));
    }

    /** Makes what the wrapper takes for a JDK, with the java that runs this test. */
    void jdk(String folder, String version) throws IOException {
        var jdk = home.resolve(folder);
        executable(jdk.resolve("bin/javac"), "exit 1");
        executable(jdk.resolve("bin/java"), "exec '" + Wrapper.JDK + "/bin/java' \"$@\"");
        Files.writeString(jdk.resolve("release"), "IMAGE=\"99\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    void assertRefused(String... words) throws Exception {
        var run = wrapper.run("version");
        assertEquals(2, run.exit(), run.err());
        assertEquals("", run.out());
        for (var word : words)
            assertTrue(run.lastLine().contains(word), word + " not in " + run.err());
        if (!Files.isDirectory(wrapper.cache))
            return;
        try (var left = Files.walk(wrapper.cache)) {
            assertEquals(List.of(), left.filter(f -> !Files.isDirectory(f)).toList());
        }
    }

    void assertRuns() throws Exception {
        var run = wrapper.run("version");
        assertEquals(Wrapper.version() + "\n", run.out(), run.err());
    }

    @Test
    void noJavaAtAll() throws Exception {
        noJava();
        assertRefused("no JDK 25 or newer found", "JAVA_HOME");
        assertEquals(1, wrapper.run("version").err().lines().count());
    }

    @Test
    void anOlderJavaLetsJBangInstallAJdk() throws Exception {
        wrapper.jarIn("repository");
        jdk("fetched", "25.0.1");
        olderJava("mkdir \"$JBANG_DIR/cache/jdks\" && mv fetched \"$JBANG_DIR/cache/jdks/25\"");
        var first = wrapper.run("version");
        assertEquals(Wrapper.version() + "\n", first.out(), first.err());
        assertTrue(first.err().contains("only Java 17 here"), first.err());
        assertEquals("", wrapper.run("version").err());
    }

    @Test
    void anOlderJavaAndNoNetwork() throws Exception {
        wrapper.jarIn("repository");
        olderJava("exit 4");
        var run = wrapper.run("version");
        assertEquals(2, run.exit());
        assertEquals(2, run.err().lines().count(), run.err());
        assertTrue(run.lastLine().contains("Java 17 is too old"), run.err());
        assertTrue(run.lastLine().contains("JAVA_HOME"), run.err());
    }

    @Test
    void aJdkIsKnownByItsReleaseFile() throws Exception {
        wrapper.jarIn("another repository");
        noJava();
        jdk("jvm/a", "24.0.2");
        jdk("jvm/b", "26-ea");
        executable(home.resolve("jvm/a/bin/java"), "exit 9");
        wrapper.env.put("JBANG_MAVEN_URL", home.resolve("another repository").toString());
        assertRuns();
    }

    @Test
    void theMirrorInTheMavenSettings() throws Exception {
        var damaged = home.resolve("repository").resolve(Wrapper.jarPath());
        Files.createDirectories(damaged.getParent());
        Files.writeString(damaged, "not a jar");
        try (var mirror = new Repository(Map.of("/m", Files.readAllBytes(Wrapper.jar())))) {
            Files.createDirectory(home.resolve(".m2"));
            Files.writeString(
                    home.resolve(".m2/settings.xml"),
                    """
                    <settings><mirrors>
                      <!-- <mirror><mirrorOf>*</mirrorOf><url>%1$s/commented</url></mirror> -->
                      <mirror><mirrorOf>external:http:*</mirrorOf><url>%1$s/blocker</url></mirror>
                      <mirror><url>%1$s/other</url><mirrorOf>other</mirrorOf></mirror>
                      <mirror>
                        <url>
                          %1$s/m
                        </url><mirrorOf>other,central</mirrorOf>
                      </mirror></mirrors>
                      <profiles><profile><url>%1$s/profile</url></profile></profiles>
                    </settings>
                    """
                            .formatted(mirror.url()));
            assertRuns();
            assertEquals(List.of("/m/" + Wrapper.jarPath()), List.copyOf(mirror.asked));
        }
    }

    @Test
    void aWrongChecksum() throws Exception {
        try (var central = new Repository(Map.of("/central", "not a jar".getBytes()))) {
            replace("http://127.0.0.1:1", central.url());
            assertRefused("wrong checksum of " + central.url() + "/central/" + Wrapper.jarPath(), "JBANG_MAVEN_URL");
        }
    }

    @Test
    void noNetwork() throws Exception {
        assertRefused("cannot fetch http://127.0.0.1:1/central/" + Wrapper.jarPath(), "JBANG_MAVEN_URL");
    }

    @Test
    void aCacheThatTakesNoFiles() throws Exception {
        wrapper.jarIn("repository");
        Files.writeString(wrapper.cache.getParent(), "a file in the way");
        assertRefused("cannot write to " + wrapper.cache, "JBANG_DIR");
    }

    @Test
    void aDiskThatIsFull() throws Exception {
        wrapper.jarIn("repository");
        // a limit on the size of files is the nearest thing that needs no privileges
        Files.writeString(home.resolve("limited"), "ulimit -c 0; ulimit -f 100; exec sh \"$HOME/jbang\" version\n");
        var run = wrapper.start(home, List.of("sh", home.resolve("limited").toString())).finish();
        assertEquals(2, run.exit(), run.err());
        assertTrue(run.lastLine().contains("cannot fetch " + home), run.err());
        assertTrue(run.lastLine().contains("room on the disk"), run.err());
        try (var left = Files.list(wrapper.cache.resolve("wrapper"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** A Maven repository on this machine with one fixed response for each of its prefixes. */
    static final class Repository implements AutoCloseable {
        final Queue<String> asked = new ConcurrentLinkedQueue<>();
        private final HttpServer server;

        Repository(Map<String, byte[]> answers) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            answers.forEach(
                    (prefix, bytes) -> server.createContext(
                            prefix,
                            exchange -> {
                                asked.add(exchange.getRequestURI().getPath());
                                exchange.sendResponseHeaders(200, bytes.length);
                                try (var body = exchange.getResponseBody()) {
                                    body.write(bytes);
                                }
                            }));
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
