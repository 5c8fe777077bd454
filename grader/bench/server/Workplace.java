package grader.bench.server;

import grader.core.console.UserError;
import grader.core.files.Folders;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder for what is made on the way, and the processes that work in it. Nothing of both is left, after Ctrl+C
 * neither.
 */
public final class Workplace implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 5;

    public final Path folder;

    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final ShutdownHook atExit = new ShutdownHook(this::clear);

    public Workplace() {
        try {
            folder = Files.createTempDirectory("inside-the-server-bench-");
        } catch (IOException error) {
            throw UserError.of(error, "making a folder");
        }
    }

    /** It ends with the workplace, if not before. */
    void add(Process process) {
        processes.add(process);
    }

    void remove(Process process) {
        processes.remove(process);
    }

    /** First the processes, as they write in the folder. */
    private void clear() {
        List<ProcessHandle> all =
                processes.stream().flatMap(one -> Stream.concat(Stream.of(one.toHandle()), one.descendants())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        Folders.delete(folder);
    }

    @Override
    public void close() {
        clear();
        atExit.close();
    }
}
