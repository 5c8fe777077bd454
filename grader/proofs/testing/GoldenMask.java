package grader.proofs.testing;

import grader.grading.server.Program;
import grader.results.result.Result;

/** Puts a word in place of what differs from one machine or run to the next, and of nothing else. The seed is fixed. */
public final class GoldenMask {

    private GoldenMask() {}

    /** @param shown the command that stands in the text in place of the program's, which holds paths */
    public static String of(String report, Result result, Program program, String shown) {
        return report.replace(program.mode(), "--command '" + shown + "'")
                .replace(result.isolation(), "ISOLATION")
                .replaceAll("build/site/(\\S+)\\.html#(\\S+)", "docs/pages/$1.adoc, \"$2\"")
                .replaceAll("(?m)(^ +\\d+  (?:client \\d+: )?connect 127\\.0\\.0\\.1:)\\d+$", "$1PORT")
                .replaceAll("(?m)(^score .* in )\\d+[.,]\\d s$", "$10.0 s");
    }
}
