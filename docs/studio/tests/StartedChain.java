package docs.studio.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import grader.proofs.testing.ToolProcess;
import grader.proofs.testing.Wrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** `./jbang chain --solution` as a process of its own, without a browser. */
final class StartedChain implements AutoCloseable {

    private static final Pattern COUNTS = Pattern.compile("(\\d+) sent, (\\d+) good, (\\d+) lost, (\\d+) cut short");

    final ToolProcess process;

    /** @param folder for its temporary files, empty; the database may be another user's */
    StartedChain(Path folder, String... flags) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> all = new ArrayList<>(List.of("--solution", "--edge-port", "0", "--no-browser"));
        all.addAll(List.of(flags));
        process = new ToolProcess(folder, "docs.studio.chain", all.toArray(String[]::new));
    }

    /** The link to its page, when it serves that. */
    String link() {
        process.awaitText("what you can type");
        return process.said().replaceFirst("(?s).*what you see of it: (\\S+).*", "$1");
    }

    /** Types a line, and waits for what it says then. */
    void type(String line, String said) throws IOException {
        process.type(line);
        process.awaitText(said);
    }

    /** How many requests were sent, good, lost and cut short, as it says when Enter is pressed. */
    List<Long> counts() throws IOException {
        long before = COUNTS.matcher(process.said()).results().count();
        process.type("");
        Wrapper.await("the counts", () -> COUNTS.matcher(process.said()).results().count() > before);
        MatchResult last = COUNTS.matcher(process.said()).results().reduce((first, second) -> second).orElseThrow();
        return List.of(1, 2, 3, 4).stream().map(group -> Long.valueOf(last.group(group))).toList();
    }

    /** Waits until none of these runs, and no file is left. */
    void expectNothingLeft(List<ProcessHandle> all) throws IOException {
        Wrapper.await("all are gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
        Wrapper.await("the folders are gone", () -> left().isEmpty());
        assertEquals(List.of(), left());
    }

    private List<Path> left() {
        try {
            return process.left();
        } catch (IOException error) {
            throw new AssertionError(error);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
