package grader.core.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** How many bytes the files below a folder have. */
public final class FolderSize {

    /** What a file costs the disk, at least: so many empty files are not nothing. */
    private static final long BLOCK = 4096;

    private FolderSize() {}

    /** @param enough no file is looked at after so many bytes */
    public static long of(Path folder, long enough) {
        long[] sum = {0};
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0] += Math.max(BLOCK, attributes.size());
                    return sum[0] > enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException gone) {
            // a folder that cannot be read is measured as far as it can
        }
        return sum[0];
    }
}
