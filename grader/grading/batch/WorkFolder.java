package grader.grading.batch;

import grader.core.console.UserError;
import grader.core.files.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The temporary files of a batch. A batch that is killed cannot delete them: the next one does, as the lock in the
 * folder is gone then.
 */
final class WorkFolder implements AutoCloseable {

    private static final String PREFIX = "inside-the-server-batch-";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    WorkFolder() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            deleteLeft(temporary);
            folder = Files.createTempDirectory(temporary, PREFIX + ProcessHandle.current().pid() + "-");
            lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
        } catch (IOException error) {
            throw UserError.of(error, "making a temporary folder in " + temporary);
        }
    }

    private static void deleteLeft(Path temporary) throws IOException {
        try (var all = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path left : all) {
                if (isLeft(left)) {
                    Folders.delete(left);
                }
            }
        }
    }

    /**
     * Its process is gone, and so is its lock. The number of a process alone says nothing where containers share a
     * folder, and a lock is lost if this process, which may have it, opens the file again.
     */
    private static boolean isLeft(Path folder) {
        String process = folder.getFileName().toString().substring(PREFIX.length()).replaceFirst("-.*", "");
        if (!process.matches("\\d{1,10}") || ProcessHandle.of(Long.parseLong(process)).isPresent()) {
            return false;
        }
        try (FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE)) {
            return lock.tryLock() != null;
        } catch (IOException | RuntimeException notOurs) {
            return false;
        }
    }

    /** An empty folder in it. */
    Path make(String name) throws IOException {
        Path made = folder.resolve(name);
        Folders.delete(made);
        return Files.createDirectory(made);
    }

    @Override
    public void close() {
        Folders.delete(folder);
        try {
            lock.close();
        } catch (IOException closed) {
            // it is gone with the process
        }
    }
}
