package grader.proofs.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.core.course.Course;
import grader.core.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A read of a file, of a pipe, or of what a process prints blocks the carrier of a virtual thread (JEP 444). There are
 * as many carriers as processors: on two processors, two such reads stop every other virtual thread for good.
 */
class VirtualThreadsTest {

    private static final Path ROOT = Course.here().root();
    private static final Pattern VIRTUAL =
            Pattern.compile("\\b(ofVirtual|startVirtualThread|newVirtualThreadPerTaskExecutor)\\b");
    /** Servers that are tested or compared, and clients by the thousand. They wait for sockets alone. */
    private static final Set<String> ALLOWED = Set.of("docs/site/tests/SiteCellSessionTest.java",
            "docs/studio/drills/DrillLoad.java",
            "docs/studio/servers/LoadClock.java", "grader/proofs/fuzzing/edge/RecordingBackend.java",
            "grader/bench/pools/Outage.java", "grader/grading/engine/tests/broken/Broken.java",
            "grader/conformance/peers/jdk.java",
            "grader/conformance/peers/microhttp.java", "grader/proofs/reference/parts/seams/EchoTunnel.java",
            "grader/proofs/reference/parts/seams/TestServer.java", "grader/proofs/soak/SoakClients.java",
            "grader/proofs/tests/VirtualThreadsTest.java");

    private static Set<String> filesWithVirtualThreads() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String folder : List.of("docs", "grader")) {
            for (Path file : Folders.filesBelow(ROOT.resolve(folder))) {
                if (file.toString().endsWith(".java") && VIRTUAL.matcher(Files.readString(file)).find()) {
                    found.add(ROOT.relativize(file).toString());
                }
            }
        }
        return found;
    }

    @Test
    @DisplayName("what reads files, pipes and processes has platform threads")
    void onlyWhereSocketsAreReadAlone() throws IOException {
        assertEquals(new TreeSet<>(ALLOWED), filesWithVirtualThreads(),
                "take Thread.ofPlatform().daemon(), or add a file that waits for sockets alone");
    }
}
