package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.doctor.Finding;
import docs.studio.doctor.JBangCheck;
import docs.studio.doctor.ToolCheck;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.CourseCopy.Run;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `course doctor`: names what is wrong, with the cure. */
class DoctorTest {

    private CourseCopy copy;

    @BeforeEach
    void makeCopy(@TempDir Path folder) {
        copy = new CourseCopy(folder);
    }

    @Test
    @DisplayName("a taken port is named, with who holds it where that can be known")
    void takenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Run run = copy.course("doctor", "--port", String.valueOf(taken.getLocalPort()));
            assertEquals(1, run.exitCode());
            assertTrue(run.out().contains("wrong  port " + taken.getLocalPort()), run.out());
            assertTrue(run.out().contains("cure: "), run.out());
            if (Files.isReadable(Path.of("/proc/net/tcp"))) {
                assertTrue(run.out().contains("process " + ProcessHandle.current().pid()), run.out());
            }
        }
    }

    @Test
    @DisplayName("Java, output, space and git are looked at, a line each")
    void lines() {
        Run run = copy.course("doctor", "--port", "0");
        List<String> all = new ArrayList<>(
                List.of("Java", "JBang", "cache", "checkout", "space", "output", "git", "port 0"));
        if (System.getProperty("os.name").equals("Linux")) {
            all.add("bubblewrap");
        }
        for (String about : all) {
            assertTrue(run.out().lines().anyMatch(line -> line.matches("(ok|note|wrong) +" + about + " .*")),
                    about + " in " + run.out());
        }
        assertTrue(run.out().contains("ok     Java       " + Runtime.version()), run.out());
    }

    @Test
    @DisplayName("curl, nc and, on Linux, ss are looked for; a missing one is reported with what to install, and "
            + "is no failure")
    void tools(@TempDir Path programs) throws IOException {
        for (String program : List.of("curl", "nc")) {
            assertTrue(Files.createFile(programs.resolve(program)).toFile().setExecutable(true));
        }
        List<Finding> linux = new ToolCheck("/nowhere" + File.pathSeparator + programs, "Linux").findings();
        assertEquals(List.of("curl", "nc", "ss"), linux.stream().map(Finding::about).toList());
        assertTrue(linux.stream().allMatch(Finding::good), linux.toString());
        assertEquals(List.of("", "", "sudo apt install iproute2, or what your system calls it"),
                linux.stream().map(Finding::cure).toList());
        assertEquals(2, new ToolCheck(programs.toString(), "Mac OS X").findings().size());
        assertTrue(new ToolCheck(null, "Mac OS X").findings()
                .stream()
                .allMatch(finding -> finding.good() && finding.cure().contains("install")));
        Run run = copy.course("doctor", "--port", "0");
        assertTrue(run.out().lines().anyMatch(line -> line.matches("(ok|note) +curl .*")), run.out());
    }

    @Test
    @DisplayName("a checkout that cannot be written to is wrong")
    void checkout() throws IOException {
        Files.move(copy.course.labs(), copy.root.resolve("elsewhere"));
        copy.write("labs", "a file in the way");
        Run run = copy.course("doctor", "--port", "0");
        assertEquals(1, run.exitCode());
        assertTrue(run.out().contains("wrong  checkout"), run.out());
    }

    @Test
    @DisplayName("a jar that was cut off, in the cache or of JBang itself, is named with the cure")
    void brokenJars(@TempDir Path cache) throws IOException {
        copy.write("jbang", "version=1.2.3\nsha256=00\n");
        Map<String, String> environment = Map.of("JBANG_CACHE_DIR", cache.toString());
        assertTrue(findings(environment).stream().allMatch(Finding::good));
        Files.createDirectories(cache.resolve("jars/lab01.java.abc"));
        Files.writeString(cache.resolve("jars/lab01.java.abc/lab01.jar"), "PK");
        Files.createDirectories(cache.resolve("commands/grade/jars/grade.java.abc"));
        Files.writeString(cache.resolve("commands/grade/jars/grade.java.abc/grade.jar"), "PK");
        Files.createDirectories(cache.resolve("wrapper"));
        Files.writeString(cache.resolve("wrapper/jbang-cli-1.2.3-all.jar"), "cut");
        List<Finding> findings = findings(environment);
        assertTrue(findings.stream().noneMatch(Finding::good), findings.toString());
        assertTrue(findings.toString().contains("lab01.jar, grade.jar") && findings.toString().contains("1.2.3"),
                findings.toString());
    }

    private List<Finding> findings(Map<String, String> environment) {
        return new JBangCheck(copy.course, environment).findings();
    }
}
