package grader.tests;

import grader.report.Result;
import grader.run.Program;

/** Puts a word in place of what differs from one machine or run to the next, and of nothing else. The seed is fixed. */
final class GoldenMask {

    private GoldenMask() {}

    /** @param shown the command that stands in the text in place of the program's, which holds paths */
    static String of(String report, Result result, Program program, String shown) {
        return report.replace(program.mode(), "--command '" + shown + "'")
                .replace(result.isolation(), "ISOLATION")
                .replaceAll("(?m)(^ +\\d+  (?:client \\d+: )?connect 127\\.0\\.0\\.1:)\\d+$", "$1PORT")
                .replaceAll("(?m)(^score .* in )\\d+[.,]\\d s$", "$10.0 s");
    }
}
