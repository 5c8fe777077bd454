package grader.bench.tests;

import grader.conformance.peers.known.JbangBuild;
import grader.core.course.Course;
import grader.machine.os.Commands;
import java.nio.file.Path;
import java.util.List;

/** A bench in a process of its own, with libraries of its own. */
final class QuickBench {

    private QuickBench() {}

    /** What `bench NAME --quick` prints. */
    static String output(String name) throws Exception {
        Path script = Course.here().root().resolve("grader/bench/" + name + ".java");
        return Commands.output(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                JbangBuild.classPath(script), "grader.bench." + name, "--quick"));
    }
}
