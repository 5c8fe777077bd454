package grader.grading.engine;

import grader.core.files.Folders;
import grader.grading.server.ServerLauncher;
import grader.machine.os.Orphans;
import grader.machine.os.Processes;
import java.nio.file.Path;

/** What is there as long as a server is graded: a temporary folder, what was built, and every process of it. */
final class Workspace implements AutoCloseable {

    private final Path folder;
    private final Processes processes = new Processes();
    private final Build build;
    private final ServerLauncher launcher;

    /** @param folder is deleted in the end */
    Workspace(Path folder, Build build) {
        this.folder = folder;
        this.build = build;
        this.launcher = new ServerLauncher(build.program(), folder, processes);
    }

    Build build() {
        return build;
    }

    ServerLauncher launcher() {
        return launcher;
    }

    /** Ends all servers at once; none starts after that. */
    void endServers() {
        processes.killAll();
        Orphans.end();
    }

    /** Servers end first: a running server would write into the folder that is being deleted. */
    @Override
    public void close() {
        processes.close();
        Orphans.end();
        Folders.delete(folder);
    }
}
