package grader.checks.lab09;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import grader.checks.lab01.Lab01;
import grader.checks.lab08.EachEngine;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import java.util.List;
import grader.clients.http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tasks files and validators: clients that read slowly, clients that leave, and files that are replaced meanwhile. How
 * a server notices depends on its engine.
 */
class FileReadersChecks {

    /** More than a loop sends in one turn, and than most kernels keep for a client that does not read. */
    private static final int LONG = 6_000_000;
    /** The server has not sent it as a whole when its client leaves. */
    private static final int MORE_THAN_KERNELS_KEEP = 16 << 20;
    private static final int DOWNLOADS = 40;
    private static final int ROUNDS = 2;
    /** What the runtime may open besides: jars, pipes, an event queue. */
    private static final int MORE_DESCRIPTORS = 20;

    private static final String FILE = "app.bin";
    private static final String NEXT = "app.next";
    private static final int LENGTH = 1_000;
    /** The first of each two is longer than what a connection holds ready, so the other one waits for it. */
    private static final String FIRST = "/whole/60000";
    private static final int PAIRS = 150;

    @Test
    @Check(value = "with each engine, files reach slow readers whole, and are closed when their responses are over",
            task = "files", rule = "file-readers", points = 1, ownServer = true, builds = "file-content",
            explain = """
                    A thread may send parts of many files in turn, and the parts of one file may be sent by many
                    threads. So what belongs to one response is in its source, and nothing is in its thread: no buffer,
                    no position, no lock. And each open file is a descriptor, of which a process may have only so many.
                    Close the file on every path: after its last byte, and also if the client leaves before that.
                    Engines of lab 08 that do not serve here are left out.
                    """)
    void eachEngine(Rig rig) {
        EachEngine.tryOn(rig, flags -> Site.open(rig, flags), FileReadersChecks::expectPace, site -> {
            expectWhole(rig, site);
            expectClosed(rig, site);
        });
    }

    /** A slow reader of lab 07's bytes gets all of them, and another client is served meanwhile. */
    private static void expectPace(Site site) {
        try (Client client = site.server().connectSlow().send(Site.request("/bytes/" + LONG))) {
            site.server().awaitIdle();
            Lab01.exchange(site.server(), "/").expectStatus(200);
            client.answer().expectStatus(200);
        }
    }

    private static void expectWhole(Rig rig, Site site) {
        byte[] note = Contents.text(rig, 150);
        List<byte[]> contents = List.of(Contents.random(rig, LONG), Contents.random(rig, LONG + 1));
        site.write("note.txt", note);
        site.write("first.bin", contents.getFirst());
        site.write("second.bin", contents.getLast());
        try (Client first = site.server().connectSlow().send(Site.request(site.path("first.bin")));
                Client second = site.server().connectSlow().send(Site.request(site.path("second.bin")))) {
            site.server().awaitIdle();
            rig.tell("both files wait for their clients, which do not read yet; another client comes");
            Site.expectContent(note, site.get("note.txt"));
            rig.tell("one client reads, then the other one");
            rig.quietly(() -> {
                expectContent(contents.getFirst(), first);
                expectContent(contents.getLast(), second);
            });
        }
    }

    private static void expectContent(byte[] expected, Client client) {
        Site.expectContent(expected, client.answer().expectStatus(200).body().getBytes(ISO_8859_1));
    }

    private static void expectClosed(Rig rig, Site site) {
        site.write("large.bin", Contents.random(rig, MORE_THAN_KERNELS_KEEP));
        expectClosed(rig, site, ROUNDS, "downloads, and as many of which the client leaves at the beginning", () -> {
            site.raw(site.path("note.txt")).expectStatus(200);
            try (Client leaving = site.server().connectSlow()) {
                leaving.send(Site.request(site.path("large.bin"))).awaitData(Limits.PATIENCE);
            }
        });
    }

    /** Java closes what its garbage collector finds: so a few downloads, and then a look. @param what it does */
    static void expectClosed(Rig rig, Site site, int rounds, String what, Runnable download) {
        int before = site.server().descriptors();
        if (before < 0) {
            throw rig.skip("this system does not show a process's descriptors in /proc");
        }
        for (int round = 1; round <= rounds; round++) {
            rig.tell(DOWNLOADS + " " + what);
            rig.quietly(() -> {
                for (int i = 0; i < DOWNLOADS; i++) {
                    download.run();
                }
            });
            if (!Await.comesTrue(Limits.PATIENCE, () -> site.server().descriptors() <= before + MORE_DESCRIPTORS)) {
                throw rig.failure("expected about " + before + " open descriptors after the downloads, but there are "
                        + site.server().descriptors());
            }
        }
    }

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
