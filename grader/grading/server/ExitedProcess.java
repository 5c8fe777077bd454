package grader.grading.server;

import grader.clients.http.CheckFailed;
import grader.clients.http.Transcript;
import java.util.List;

/** How a program ended: its exit code (-1: it did not end in time), and what it said. */
public record ExitedProcess(int exitCode, List<String> out, List<String> err, Transcript transcript) {

    /**
     * Expects that it refused to start: exit code 2, and one line on standard error that names what is wrong.
     *
     * @param why such as `it cannot have port 8080`
     * @param names what the line has to hold
     */
    public void expectRefusal(String why, String... names) {
        List<String> said = complaints();
        said.forEach(line -> transcript.tell("standard error: " + line));
        if (exitCode != 2) {
            throw new CheckFailed("expected exit code 2, as " + why + ", but "
                    + (exitCode < 0 ? "it still runs" : "it was " + exitCode));
        }
        if (said.size() != 1) {
            throw new CheckFailed("expected one line on standard error, as " + why + ", got "
                    + (said.isEmpty() ? "none" : said.size()));
        }
        for (String named : names) {
            if (!said.getFirst().contains(named)) {
                throw new CheckFailed(
                        "expected the line on standard error to name '" + named + "', as " + why + ", but it does not");
            }
        }
    }

    /** What it has said on standard error, without empty lines and those about tasks that are not written yet. */
    public List<String> complaints() {
        return err.stream()
                .filter(line -> !line.isBlank() && !line.matches("task \\S+ is not written yet.*"))
                .toList();
    }
}
