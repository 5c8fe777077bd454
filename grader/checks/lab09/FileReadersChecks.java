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
import org.junit.jupiter.api.Test;

/** Task files: clients that read slowly, and clients that leave. How a server notices depends on its engine. */
class FileReadersChecks {

    /** More than a loop sends in one turn, and than most kernels keep for a client that does not read. */
    private static final int LONG = 6_000_000;
    /** The server has not sent it as a whole when its client leaves. */
    private static final int MORE_THAN_KERNELS_KEEP = 16 << 20;
    private static final int DOWNLOADS = 40;
    private static final int ROUNDS = 2;
    /** What the runtime may open besides: jars, pipes, an event queue. */
    private static final int MORE_DESCRIPTORS = 20;

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
}
