package grader.run;

import java.util.List;

/** How a program ended: its exit code (-1: it did not end in time), and what it said. */
public record Ended(int exitCode, List<String> out, List<String> err) {}
