package grader.proofs.systematic;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import grader.core.console.UserError;
import grader.core.files.Folders;
import grader.grading.submission.BaseClasses;
import grader.proofs.systematic.SystematicMutant.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Manifest;
import org.jetbrains.java.decompiler.api.Decompiler;
import org.jetbrains.java.decompiler.main.extern.IFernflowerLogger;
import org.jetbrains.java.decompiler.main.extern.IResultSaver;

/** Classes as Java that a decompiler makes of them, so that a change of bytes can be read. */
final class Decompiled {

    private static final int CONTEXT = 1;

    private Decompiled() {}

    /** How a variant of these classes differs from them. @param file of the class that it changes */
    static List<String> diff(BaseClasses classes, Variant variant, String file) {
        try {
            Path folder = Files.createTempDirectory("inside-the-server-diff-");
            try {
                List<String> before = source(classes, folder, file);
                variant.write(folder);
                return diff(before, source(classes, folder, file));
            } finally {
                Folders.delete(folder);
            }
        } catch (IOException error) {
            throw UserError.of(error, "decompiling " + file);
        }
    }

    /** The changed lines of a text, with one around them, and without the names of files. */
    static List<String> diff(List<String> before, List<String> after) {
        List<String> lines =
                UnifiedDiffUtils.generateUnifiedDiff("", "", before, DiffUtils.diff(before, after), CONTEXT);
        return lines.stream().skip(2).filter(line -> !line.startsWith("@@")).toList();
    }

    /** Of a class with those that are nested in it, as far as they are not in `folder` already. */
    private static List<String> source(BaseClasses classes, Path folder, String file) throws IOException {
        String outermost = file.replaceFirst("(\\$.*)?\\.class$", "");
        try (var files = Files.list(classes.folder())) {
            for (Path each : files.toList()) {
                String name = each.getFileName().toString();
                boolean nested = name.equals(outermost + ".class") || name.startsWith(outermost + "$");
                if (nested && Files.notExists(folder.resolve(name))) {
                    Files.copy(each, folder.resolve(name));
                }
            }
        }
        Kept text = new Kept();
        Decompiler.builder()
                .inputs(folder.toFile())
                .libraries(classes.folder().toFile())
                .output(text)
                .logger(IFernflowerLogger.NO_OP)
                .build()
                .decompile();
        return text.lines;
    }

    /** Takes the text of the class that is written. */
    private static final class Kept implements IResultSaver {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void saveClassFile(String path, String qualifiedName, String entryName, String content, int[] mapping) {
            content.lines().forEach(lines::add);
        }

        @Override
        public void saveFolder(String path) {}

        @Override
        public void copyFile(String source, String path, String entryName) {}

        @Override
        public void createArchive(String path, String archiveName, Manifest manifest) {}

        @Override
        public void saveDirEntry(String path, String archiveName, String entryName) {}

        @Override
        public void copyEntry(String source, String path, String archiveName, String entry) {}

        @Override
        public void saveClassEntry(String path, String archiveName, String qualifiedName, String entryName,
                String content) {}

        @Override
        public void closeArchive(String path, String archiveName) {}
    }
}
