package grader.grading.unpacking;

import grader.core.console.UserError;
import grader.grading.submission.SubmissionRejected;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Unpacks `.zip`, `.tar.gz` and `.tgz` into an empty folder: regular files only, within {@link UnpackLimits}.
 *
 * <p>An archive that is broken, or breaks a rule, is a {@link SubmissionRejected}, and a full disk a {@link UserError}.
 */
public final class Unpacking {

    private static final List<String> EXTENSIONS = List.of(".zip", ".tar.gz", ".tgz");
    private static final String PACK_AGAIN = "pack the folder again as .zip or .tar.gz";

    private Unpacking() {}

    /** The extension of an archive that can be unpacked, empty if it has none. */
    public static String extension(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream()
                .filter(end -> lower.endsWith(end) && lower.length() > end.length())
                .findFirst()
                .map(end -> name.substring(name.length() - end.length()))
                .orElse("");
    }

    /** @param shown the archive as messages name it */
    public static void unpack(Path archive, String shown, Path folder, UnpackLimits limits) {
        String extension = extension(archive.getFileName().toString()).toLowerCase(Locale.ROOT);
        if (extension.isEmpty()) {
            throw new SubmissionRejected("stage", shown + " is neither a folder nor a .zip, .tar.gz or .tgz archive",
                    PACK_AGAIN);
        }
        UnpackedFolder unpacked = new UnpackedFolder(shown, folder, limits, size(archive, shown));
        reading(unpacked, shown, extension, () -> {
            if (extension.equals(".zip")) {
                unzip(archive, unpacked);
            } else {
                try (InputStream in = GzipCompressorInputStream.builder()
                        .setInputStream(new BufferedInputStream(Files.newInputStream(archive)))
                        .setDecompressConcatenated(true)
                        .get()) {
                    untar(in, unpacked);
                }
            }
        });
    }

    /** The same for a stream of tar, as `git archive` writes it. */
    static void untar(InputStream in, String shown, Path folder, UnpackLimits limits) {
        UnpackedFolder unpacked = new UnpackedFolder(shown, folder, limits, 0);
        reading(unpacked, shown, "tar", () -> untar(in, unpacked));
    }

    private interface Steps {
        void run() throws IOException;
    }

    /** The libraries tell a broken archive in many ways; a hostile one may ask for more memory than there is. */
    private static void reading(UnpackedFolder unpacked, String shown, String kind, Steps steps) {
        try {
            steps.run();
        } catch (SubmissionRejected | UserError told) {
            throw told;
        } catch (IOException | RuntimeException broken) {
            throw unpacked.rejected("is no whole " + kind + " archive: "
                    + UnpackedFolder.shown(String.valueOf(broken.getMessage())), PACK_AGAIN);
        } catch (OutOfMemoryError full) {
            throw unpacked.rejected("needs too much memory to be read", PACK_AGAIN);
        }
    }

    private static long size(Path archive, String shown) {
        try {
            return Files.size(archive);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + shown);
        }
    }

    private static void unzip(Path archive, UnpackedFolder unpacked) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements();) {
                ZipArchiveEntry entry = all.nextElement();
                Optional<Path> place = unpacked.place(entry.getName());
                if (place.isEmpty()) {
                    continue;
                }
                if (entry.isDirectory()) {
                    unpacked.makeFolder(place.get());
                } else if (entry.isUnixSymlink() || isSpecial(entry)) {
                    throw notRegular(unpacked, entry.getName());
                } else if (!zip.canReadEntryData(entry)) {
                    throw unpacked.rejected("is encrypted, or packed in an unusual way", PACK_AGAIN
                            + ", without a password");
                } else {
                    try (InputStream in = counted(zip.getInputStream(entry), unpacked)) {
                        unpacked.write(place.get(), in);
                    }
                }
            }
        }
    }

    /** The type of a file in its Unix mode (stat(2)): 8 is a regular one, 0 is not said. */
    private static boolean isSpecial(ZipArchiveEntry entry) {
        int type = entry.getUnixMode() >> 12;
        return type != 0 && type != 8;
    }

    private static void untar(InputStream in, UnpackedFolder unpacked) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(counted(in, unpacked))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isCheckSumOK()) {
                    throw new IOException("a header is damaged");
                }
                Optional<Path> place = entry.isGlobalPaxHeader() ? Optional.empty() : unpacked.place(entry.getName());
                if (place.isEmpty()) {
                    continue;
                }
                if (entry.isDirectory()) {
                    unpacked.makeFolder(place.get());
                } else if (!isRegular(entry)) {
                    throw notRegular(unpacked, entry.getName());
                } else {
                    unpacked.write(place.get(), tar);
                }
            }
        }
    }

    private static boolean isRegular(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        return (type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM || type == TarConstants.LF_CONTIG)
                && !entry.isSparse();
    }

    private static SubmissionRejected notRegular(UnpackedFolder unpacked, String name) {
        return unpacked.rejected("has an entry that is no regular file: '" + UnpackedFolder.shown(name) + "'",
                "put the file itself there, no link and no device");
    }

    /** Counts what is skipped, too: it has to be unpacked all the same. */
    private static InputStream counted(InputStream in, UnpackedFolder unpacked) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                unpacked.unpacked(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                unpacked.unpacked(Math.max(0, count));
                return count;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = super.skip(count);
                unpacked.unpacked(skipped);
                return skipped;
            }
        };
    }
}
