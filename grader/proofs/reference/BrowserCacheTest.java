package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import docs.site.tests.InBrowser;
import docs.site.tests.SiteBrowser;
import docs.site.tests.Visit;
import grader.clients.http.Await;
import grader.clients.http.Limits;
import grader.grading.server.Server;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A browser shows pages of lab 09's reference, and asks again only for what it has to. */
@Tag("nightly")
@InBrowser
@Execution(ExecutionMode.SAME_THREAD)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SAME_THREAD)
class BrowserCacheTest {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><title>first</title>
            <link rel="icon" href="data:,"><link rel="stylesheet" href="look.css"><script src="act.js" defer></script>
            </head><body><img src="picture.svg" alt="a circle"></body></html>
            """;

    private static final String STYLE = "body { color: rgb(1, 2, 3) }\n";
    private static final String SCRIPT = "document.title = 'from the script';\n";
    private static final String PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='7' height='7'>"
            + "<circle cx='3' cy='3' r='3'/></svg>\n";

    private static final List<String> FILES = List.of("index.html", "look.css", "act.js", "picture.svg");
    private static final int SOUND_BYTES = 600_000;
    private static final int SOUND_RATE = 8_000;

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab09");

    static SiteBrowser browser;

    @TempDir
    private Path files;

    private Server server;
    private Visit visit;

    @BeforeAll
    static void compile(SiteBrowser shared) throws IOException {
        browser = shared;
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.createDirectory(files.resolve("page"));
        List<String> contents = List.of(PAGE, STYLE.repeat(100), SCRIPT + "// more\n".repeat(100), PICTURE);
        for (int i = 0; i < FILES.size(); i++) {
            Files.writeString(files.resolve("page").resolve(FILES.get(i)), contents.get(i));
        }
        Files.write(files.resolve("page/sound.wav"), sound());
    }

    /** A minute and a quarter of silence: the head of a WAVE file, then one byte per sample. */
    private static byte[] sound() {
        ByteBuffer sound = ByteBuffer.allocate(SOUND_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        sound.put("RIFF".getBytes()).putInt(SOUND_BYTES - 8).put("WAVEfmt ".getBytes()).putInt(16);
        sound.putShort((short) 1).putShort((short) 1).putInt(SOUND_RATE).putInt(SOUND_RATE);
        sound.putShort((short) 1).putShort((short) 8).put("data".getBytes()).putInt(SOUND_BYTES - 44);
        while (sound.hasRemaining()) {
            sound.put((byte) 128);
        }
        return sound.array();
    }

    private Page open(String... flags) {
        List<String> all = new ArrayList<>(List.of("--files", files.toString()));
        all.addAll(List.of(flags));
        server = REFERENCE.start(all.toArray(String[]::new));
        visit = browser.visit("http://127.0.0.1:" + server.address().getPort() + "/files/page");
        return show();
    }

    /** Opens the page, after an empty one: it is no reload, for which a browser asks again. */
    private Page show() {
        visit.page().navigate("about:blank");
        Page page = visit.open("/");
        assertEquals("from the script", page.title());
        assertEquals("rgb(1, 2, 3)", page.evaluate("getComputedStyle(document.body).color"));
        assertEquals(7, page.evaluate("document.querySelector('img').naturalWidth"));
        return page;
    }

    @AfterEach
    void leave() {
        visit.close();
        server.close();
    }

    /** The requests for the page's files so far, with the status of each, in alphabetical order. */
    private List<String> log() {
        return server.logLines()
                .stream()
                .map(line -> line.replaceFirst("^(GET \\S+ \\d+) .*", "$1"))
                .sorted()
                .toList();
    }

    private void awaitLog(String... statuses) {
        List<String> expected = Arrays.stream(statuses)
                .flatMap(status -> FILES.stream()
                        .map(name -> "GET /files/page/" + name.replace("index.html", "") + " " + status))
                .sorted()
                .toList();
        Await.comesTrue(Limits.PATIENCE, () -> log().equals(expected));
        assertEquals(expected, log());
    }

    @Test
    void whatItHasIsNotSentAgain() {
        open();
        awaitLog("200");
        show();
        awaitLog("200", "304");
        visit.page().reload();
        awaitLog("200", "304", "304");
        visit.assertNothingWentWrong();
    }

    @Test
    void whatIsFreshIsNotRequestedAgain() {
        open("--max-age", "600000");
        show();
        show();
        server.awaitIdle();
        awaitLog("200");
        visit.assertNothingWentWrong();
    }

    @Test
    void whatHasChangedIsSentAgain() throws IOException {
        open();
        Files.writeString(files.resolve("page/act.js"), SCRIPT + "document.body.id = 'changed';\n".repeat(100));
        assertEquals("changed", show().evaluate("document.body.id"));
        visit.assertNothingWentWrong();
    }

    /** The browser ends the first response when it has the length, and asks for the part that it jumps to. */
    @Test
    void aSoundCanBePlayedFromItsMiddle() {
        Page page = open();
        assertEquals(List.of(75, 70), page.evaluate("""
                async () => {
                    const sound = document.createElement('audio');
                    sound.src = 'sound.wav';
                    await new Promise((done, failed) => {
                        sound.onloadedmetadata = done;
                        sound.onerror = () => failed(sound.error.message);
                    });
                    sound.currentTime = 70;
                    await new Promise(done => sound.onseeked = done);
                    return [Math.round(sound.duration), sound.currentTime];
                }"""));
        Set<String> seen = server.logLines()
                .stream()
                .filter(line -> line.contains("sound"))
                .map(line -> line.split(" ")[2])
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(seen.contains("206"), seen::toString);
    }
}
