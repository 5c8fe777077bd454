package grader.commands;

import grader.core.console.UserError;
import grader.machine.database.EmptyDatabases;
import grader.machine.os.Sandbox;
import picocli.CommandLine.Option;

/** Whether to grade in a sandbox, isolation layer 2: at most one of these is given. */
final class SandboxChoice {

    @Option(names = "--require-sandbox", description = "grade in a sandbox (isolation layer 2), or not at all")
    private boolean required;

    @Option(names = "--no-sandbox", description = "grade without one, even if this machine has bubblewrap")
    private boolean none;

    /** A database server is not in the network of a sandbox. */
    Sandbox.Use use() {
        boolean database = System.getenv(EmptyDatabases.VARIABLE) != null;
        if (required && database) {
            throw new UserError("--require-sandbox: the server that " + EmptyDatabases.VARIABLE
                    + " names cannot be reached from a sandbox", "unset it: then databases are in memory");
        }
        return required ? Sandbox.Use.REQUIRED : none || database ? Sandbox.Use.NONE : Sandbox.Use.WHERE_IT_WORKS;
    }
}
