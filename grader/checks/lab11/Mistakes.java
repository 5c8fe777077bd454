package grader.checks.lab11;

import grader.grading.engine.Rig;
import grader.grading.server.ExitedProcess;
import java.util.ArrayList;
import java.util.List;

/** What a start should say about wrong settings: a line for each mistake. */
final class Mistakes {

    private record Mistake(String what, List<String> parts) {}

    private final Rig rig;
    private final List<Mistake> mistakes = new ArrayList<>();

    Mistakes(Rig rig) {
        this.rig = rig;
    }

    /** @param parts what one line has to hold */
    Mistakes with(String what, String... parts) {
        mistakes.add(new Mistake(what, List.of(parts)));
        return this;
    }

    /** Starts a server. It has to end with exit code 2 and these mistakes, and no others. */
    void expect(String... flags) {
        ExitedProcess ended = rig.runToEnd(flags);
        List<String> said = ended.complaints();
        said.forEach(line -> rig.tell("standard error: " + line));
        if (ended.exitCode() != 2) {
            throw rig.failure("expected exit code 2, as there are mistakes in the settings, but "
                    + (ended.exitCode() < 0 ? "it still runs" : "it was " + ended.exitCode()));
        }
        for (Mistake mistake : mistakes) {
            if (said.stream().noneMatch(line -> mistake.parts().stream().allMatch(line::contains))) {
                throw rig.failure("expected a line on standard error about " + mistake.what() + ", with "
                        + String.join(" and ", mistake.parts()) + ", " + said.stream()
                                .filter(line -> line.contains(mistake.parts().getLast()))
                                .findFirst()
                                .map("got "::concat)
                                .orElse("but there is none"));
            }
        }
        if (said.size() != mistakes.size()) {
            throw rig.failure("expected a line on standard error for each mistake, so " + mistakes.size() + ", got "
                    + said.size());
        }
        if (ended.out().stream().anyMatch(line -> line.contains(" on http://"))) {
            throw rig.failure("expected that nothing is opened, but it printed an address");
        }
    }
}
