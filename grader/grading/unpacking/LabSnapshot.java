package grader.grading.unpacking;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PlatformFiles;
import grader.core.files.Sha256;
import grader.grading.submission.SubmissionRejected;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * A copy of the folders of a lab and of those before it, laid out as in a checkout: regular files only. So all kinds of
 * submissions look the same to the grader, and none changes while it is graded.
 *
 * @param root of the copy
 * @param content SHA-256 of names and bytes: equal copies have equal ones, whatever they were copied from
 */
public record LabSnapshot(Path root, String content) {

    private static final int MOST_FILES = 1_000;
    /** More than the grader reads of a source file: what is longer is still too long in the copy. */
    private static final int MOST_BYTES = (1 << 20) + 1;

    /**
     * Copies into the folder `root`, which does not exist.
     *
     * @param folder of the lab; those of earlier labs are next to it
     */
    public static LabSnapshot of(Path folder, Lab lab, String shown, Path root) {
        try {
            MessageDigest digest = Sha256.digest();
            for (Lab each : lab.course().all()) {
                Path from = each.equals(lab) ? folder : folder.resolveSibling(each.folder());
                if (each.number() <= lab.number() && Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
                    copy(from, root.resolve("labs").resolve(each.folder()), each.folder(), digest, shown);
                }
            }
            return new LabSnapshot(root, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException error) {
            throw UserError.of(error, "copying " + shown);
        }
    }

    private static void copy(Path from, Path to, String name, MessageDigest digest, String shown) throws IOException {
        Files.createDirectories(to);
        for (Path file : files(from, shown)) {
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                bytes = in.readNBytes(MOST_BYTES);
            }
            Files.write(to.resolve(file.getFileName().toString()), bytes);
            digest.update((name + "/" + file.getFileName() + "\0" + bytes.length + "\0")
                    .getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
    }

    private static List<Path> files(Path folder, String shown) throws IOException {
        try (var all = Files.list(folder)) {
            List<Path> files = all.filter(LabSnapshot::belongs)
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST_FILES + 1L)
                    .sorted()
                    .toList();
            if (files.size() > MOST_FILES) {
                throw new SubmissionRejected("stage",
                        shown + " has more than " + MOST_FILES + " files in one lab's folder",
                        "take out those that the lab does not need");
            }
            return files;
        }
    }

    private static boolean belongs(Path file) {
        String name = file.getFileName().toString();
        return name.equals(UnpackedFolder.SKIPPED) || !PlatformFiles.isOne(name);
    }
}
