package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import docs.studio.edge.ChainCommand;
import grader.core.console.CommandLines;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain of the reference: no request is lost, a loss is seen, and nothing is left of it. */
@Tag("nightly")
class ChainTest {

    /** A round without a loss, in which a request has waited for the frozen database. */
    private static final Pattern ROUND = Pattern.compile(
            "round \\d of 2: [1-9]\\d+ requests, 0 lost, .*the longest took (?:[2-9]\\d{3}|\\d{5}) ms; \\d+ s");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "h2"})
    @DisplayName("a server is killed, one drained, the database frozen, the certificate replaced: no request is lost")
    void rounds(String database) throws Exception {
        try (StartedChain chain = new StartedChain(folder, "--rounds", "2", "--rate", "30", "--database", database)) {
            assertEquals(0, chain.process.exitCode(), chain.process::said);
            List<String> rounds =
                    chain.process.said().lines().filter(line -> line.startsWith("round ")).toList();
            assertEquals(2, rounds.size(), chain.process::said);
            for (String round : rounds) {
                assertTrue(ROUND.matcher(round).matches(), chain.process::said);
            }
            chain.expectNothingLeft(List.of());
        }
    }

    @Test
    @DisplayName("an edge that tries no other backend loses requests, and the rounds say which")
    void loss() throws IOException {
        CourseCopy copy = new CourseCopy(folder, 14);
        String file = "solutions/14-edge/Failover.java";
        String text = copy.read(file).replace("\r", "");
        int at = text.indexOf('{', text.indexOf("boolean mayTryAnother(")) + 1;
        copy.write(file,
                text.substring(0, at) + "\n        if (!tried.isEmpty()) {\n            return false;\n        }\n"
                        + text.substring(at));
        StringWriter said = new StringWriter();
        int exit = CommandLines.of(new ChainCommand(copy.root))
                .setOut(new PrintWriter(said, true))
                .execute("--solution", "--rounds", "3", "--rate", "60", "--edge-port", "0");
        assertEquals(1, exit, said::toString);
        assertTrue(said.toString().matches("(?s).*round \\d of 3: \\d+ requests, [1-9]\\d* lost.*"), said::toString);
        assertTrue(said.toString().contains("502 Bad Gateway"), said::toString);
    }

    @Test
    @DisplayName("without any server requests are lost, and with both again they are not; Ctrl+C leaves nothing")
    void typed() throws Exception {
        try (StartedChain chain = new StartedChain(folder, "--rate", "30")) {
            chain.link();
            chain.type("what", "'what' is nothing that can be done");
            chain.type("kill c", "there is no server 'c'");
            chain.type("start a", "server a runs already");
            Wrapper.await("requests", () -> sent(chain) > 30);
            chain.type("drain a", "server a has drained");
            chain.type("freeze", "the database goes on");
            chain.type("certificate", "the edge shows the new certificate");
            chain.type("slow", "the slow client has had 1000 of 1000 kB");
            assertEquals(0, chain.counts().get(2), chain.process::said);
            chain.type("kill b", "server b was killed");
            Wrapper.await("a loss", () -> counts(chain).get(2) > 0);
            chain.process.type("start a");
            chain.type("start b", "server b serves again");
            chain.process.awaitText("server a serves again");
            List<ProcessHandle> all = chain.process.descendants();
            assertTrue(all.size() > 6, all::toString);
            chain.process.terminate();
            assertEquals(143, chain.process.exitCode(), chain.process::said);
            chain.expectNothingLeft(all);
        }
    }

    private static long sent(StartedChain chain) {
        return counts(chain).getFirst();
    }

    private static List<Long> counts(StartedChain chain) {
        try {
            return chain.counts();
        } catch (IOException error) {
            throw new AssertionError(error);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "h2"})
    @DisplayName("kill -9 of it, while its database is frozen, leaves no process and no folder")
    void killed(String database) throws Exception {
        try (StartedChain chain = new StartedChain(folder, "--database", database)) {
            chain.link();
            chain.type("freeze", "the database is frozen");
            List<ProcessHandle> all = chain.process.descendants();
            assertTrue(all.size() > 6, all::toString);
            chain.process.kill();
            chain.expectNothingLeft(all);
        }
    }
}
