package grader.commands;

import grader.os.Sandbox;
import picocli.CommandLine.Option;

/** Whether to grade in a sandbox, isolation layer 2: at most one of these is given. */
final class SandboxChoice {

    @Option(names = "--require-sandbox", description = "grade in a sandbox (isolation layer 2), or not at all")
    private boolean required;

    @Option(names = "--no-sandbox", description = "grade without one, even if this machine has bubblewrap")
    private boolean none;

    Sandbox.Use use() {
        return required ? Sandbox.Use.REQUIRED : none ? Sandbox.Use.NONE : Sandbox.Use.WHERE_IT_WORKS;
    }
}
