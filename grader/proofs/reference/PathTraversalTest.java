package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.core.files.Folders;
import grader.core.source.Change;
import grader.grading.server.Server;
import grader.proofs.reference.traversal.SecretFiles;
import grader.proofs.reference.traversal.Targets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No target gets a file outside of `--files`: `traversal/targets.yaml` has thousands. */
@Tag("nightly")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PathTraversalTest {

    /** The redirects that a client follows at most. */
    private static final int MOST_REDIRECTS = 3;
    private static final int SWAPS = 300;
    /** A target with `https` is misdirected (421) whatever its path is, and one may be too long (414 or 431). */
    private static final Set<Integer> ALLOWED = Set.of(400, 403, 404, 414, 421, 431);

    private static final Change UNCHECKED = new Change("StaticFiles.java", "real.startsWith(root)", "true");

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab09");

    private final List<String> wrong = new ArrayList<>();
    private SecretFiles files;
    private List<List<String>> targets;

    @TempDir
    private Path top;

    /** JUnit would warn of each link that leads out of the folder. */
    @AfterEach
    void deleteLinks() {
        Folders.delete(files.served());
    }

    private Server start(ReferenceServers servers, String engine) throws Exception {
        files = SecretFiles.in(top);
        targets = Targets.read().in(files.top());
        return servers.start("--files", files.served().toString(), "--engine", engine, "--access-log", "off");
    }

    @Test
    void aFolderInPlaceOfAnIndexIsNoFile() throws Exception {
        Server server = start(REFERENCE, "thread");
        Files.createDirectories(files.served().resolve("odd/index.html"));
        assertEquals(404, get(server, "/files/odd/").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "hybrid"})
    void noTargetGetsTheSecret(String engine) throws Exception {
        Server server = start(REFERENCE, engine);
        for (List<String> variants : targets) {
            variants.forEach(target -> tryTarget(server, target));
            assertServes(server, "control.txt");
        }
        assertEquals(List.of(), wrong);
        assertServes(server, "inside.txt");
        assertServes(server, "linked-sub/control.txt");
    }

    private void tryTarget(Server server, String target) {
        String next = target;
        for (int i = 0; i <= MOST_REDIRECTS; i++) {
            Answer answer = get(server, next);
            if (answer.raw().contains(SecretFiles.SECRET)) {
                wrong.add(target + ": the secret");
            }
            if (ALLOWED.contains(answer.status())) {
                return;
            }
            String location = String.join(", ", answer.values("Location"));
            if (answer.status() != 308 || !location.matches("\\.?/(?![/\\\\]).*")) {
                wrong.add(target + ": " + answer.statusLine() + ", Location: " + location);
                return;
            }
            next = location.startsWith(".") ? next.substring(0, next.lastIndexOf('/')) + location.substring(1)
                    : location;
        }
        wrong.add(target + ": too many redirects");
    }

    private static Answer get(Server server, String target) {
        try (Client client = server.connect()) {
            return client.send(request(target)).answer();
        }
    }

    private static String request(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    }

    private static void assertServes(Server server, String file) {
        get(server, "/files/" + file).expectStatus(200).expectBody(SecretFiles.CONTROL);
    }

    /** Also between the look and the opening: then the response may be cut off, but it is never the secret. */
    @Test
    void aFileThatBecomesALinkIsNotThereAnyMore() throws Exception {
        Server server = start(REFERENCE, "thread");
        files.replace("control.txt", true);
        get(server, "/files/control.txt").expectStatus(404);
        files.replace("control.txt", false);
        assertServes(server, "control.txt");
        Set<String> seen = new TreeSet<>();
        AtomicBoolean enough = new AtomicBoolean();
        Thread swaps = Thread.ofPlatform().start(() -> {
            for (int i = 0; !enough.get(); i++) {
                replace(i % 2 == 0);
            }
        });
        try {
            for (int i = 0; i < SWAPS; i++) {
                try (Client client = server.connect()) {
                    String response = client.send(request("/files/control.txt")).readUntilClose(Limits.PATIENCE);
                    seen.add(response.contains(SecretFiles.SECRET) ? "the secret"
                            : response.lines().findFirst().orElse(""));
                }
            }
        } finally {
            enough.set(true);
            swaps.join();
        }
        assertTrue(Set.of("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found", "HTTP/1.1 500 Internal Server Error", "")
                .containsAll(seen), seen::toString);
    }

    private void replace(boolean link) {
        try {
            files.replace("control.txt", link);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static Stream<Arguments> mistakes() {
        String check = "segment.equals(\".\") || segment.equals(\"..\") || segment.indexOf('/') >= 0\n"
                + "|| segment.indexOf('\\\\') >= 0";
        return Stream.of(
                Arguments.of("/files/folder/secret.txt", List.of(UNCHECKED)),
                Arguments.of("/files/sibling.txt", List.of(new Change("StaticFiles.java", "real.startsWith(root)",
                        "real.toString().startsWith(root.toString())"))),
                Arguments.of("/files/..%2fsecret.txt",
                        List.of(UNCHECKED, new Change("Request.java", check, "false"))),
                Arguments.of("/files/%252e%252e%252fsecret.txt",
                        List.of(UNCHECKED, new Change("StaticFiles.java", "path.resolve(name)",
                                "path.resolve(PercentDecoder.decode(name))"))));
    }

    /** Targets that no server falls for say nothing. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theTargetsFindMistakes(String target, List<Change> changes) throws Exception {
        try (ReferenceServers mistaken = new ReferenceServers("lab09", changes.toArray(Change[]::new))) {
            Server server = start(mistaken, "thread");
            targets.stream().flatMap(List::stream).filter(target::equals).forEach(each -> tryTarget(server, each));
            assertTrue(wrong.contains(target + ": the secret"), wrong::toString);
        }
    }
}
