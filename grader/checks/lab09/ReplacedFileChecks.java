package grader.checks.lab09;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.clients.http.Answer;
import grader.clients.http.Client;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Task validators: a file that is replaced while its response waits. */
class ReplacedFileChecks {

    private static final String FILE = "app.bin";
    private static final String NEXT = "app.next";
    private static final int LENGTH = 1_000;
    /** The first of each two is longer than what a connection holds ready, so the other one waits for it. */
    private static final String FIRST = "/whole/60000";
    private static final int PAIRS = 150;

    @Test
    @Check(value = "the tag, the length and the bytes of a response are those of the same file", task = "validators",
            rule = "same-file", points = 1, ownServer = true, builds = {"file-tags", "file-content"},
            clause = "RFC 9110 §8.8.1",
            explain = """
                    Programs that deploy write a new file and rename it, so a path leads to another file from one moment
                    to the next. A server that looks at the path first, and opens it when the client reads, sends the
                    old tag with new bytes, which caches and downloads then trust. Open the file first, and describe
                    what you have opened: the response may wait for its client as long as it likes.
                    """)
    void replacedFile(Rig rig) {
        Site site = Site.open(rig);
        byte[] before = Contents.random(rig, LENGTH);
        byte[] after = Contents.random(rig, 2 * LENGTH);
        site.write(FILE, before);
        Path next = site.write(NEXT, after);
        String oldTag = site.tag(FILE);
        try (Client client = site.server().connectSlow()) {
            rig.tell(PAIRS + " times " + FIRST + " and then the file, of a client that does not read yet");
            client.sendUnlogged(
                    (Site.request(FIRST) + Site.request(site.path(FILE))).repeat(PAIRS));
            site.server().awaitIdle();
            rig.tell("another file gets its name");
            rename(next, site.folder().resolve(FILE));
            String newTag = site.tag(FILE);
            Map<String, byte[]> contents = Map.of(oldTag, before, newTag, after);
            rig.quietly(() -> {
                for (int i = 0; i < PAIRS; i++) {
                    client.answer().expectStatus(200);
                    expectOne(rig, client.answer().expectStatus(200), contents);
                }
            });
        }
    }

    private static void expectOne(Rig rig, Answer answer, Map<String, byte[]> contents) {
        String tag = String.join(", ", answer.values("ETag"));
        if (!contents.containsKey(tag)) {
            throw rig.failure("expected the tag of one of the two files, got " + tag);
        }
        rig.step("the content of the file with the tag " + tag,
                () -> Site.expectContent(contents.get(tag), answer.body().getBytes(ISO_8859_1)));
    }

    private static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
