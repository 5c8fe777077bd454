package grader.machine.os.limits;

import grader.core.files.FolderSize;
import grader.machine.os.Orphans;
import grader.machine.os.Output;
import grader.machine.os.ProcessTree;
import grader.machine.os.Processes;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at the servers of a grading a few times in a second, and ends those that use too much of the machine. */
public final class ServerWatch {

    /** Files are looked at less often: there may be many. */
    private static final int LOOKS_PER_DISK = 4;

    private record Watched(Output out, Output err) {
        long length() {
            return out.length() + err.length();
        }
    }

    private final Processes processes;
    private final Path folder;
    private final Map<Process, Watched> watched = new ConcurrentHashMap<>();
    private final Map<Process, String> ended = new ConcurrentHashMap<>();
    private int looks;
    private long disk;

    /** @param folder in which servers write */
    public ServerWatch(Processes processes, Path folder) {
        this.processes = processes;
        this.folder = folder;
        processes.watch(this::look);
    }

    /** Looks at this server, too, and at what it prints. */
    public void add(Process server, Output out, Output err) {
        watched.put(server, new Watched(out, err));
    }

    /** Why this server was ended by the grader, as `it used …`; empty if it was not. */
    public Optional<String> reason(Process server) {
        return Optional.ofNullable(ended.get(server));
    }

    private void look(ProcessTree tree) {
        watched.keySet().removeIf(server -> !server.isAlive());
        if (!watched.isEmpty() && looks++ % LOOKS_PER_DISK == 0) {
            disk = FolderSize.of(folder, 2 * MostUsage.DISK);
        }
        int orphans = watched.isEmpty() ? 0 : Orphans.left().size();
        watched.forEach((server, output) -> MostUsage
                .exceeded(tree.of(server.toHandle()), orphans, output.length(), disk)
                .ifPresent(reason -> {
                    ended.put(server, reason);      // first: its end is seen at once
                    processes.kill(server);
                    Orphans.end();
                }));
    }
}
