package grader.contributing.ide;

import grader.core.console.UserError;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Java files and the directives of JBang in them. */
final class Sources {

    private static final Pattern SOURCES = Pattern.compile("(?m)^//SOURCES (\\S+)$");
    private static final Pattern PROGRAM = Pattern.compile("(?m)^//JAVA ");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern CODE = Pattern.compile("(?m)^(?!//)\\S");

    private Sources() {}

    /** All Java files below `folder`, sorted. */
    static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> PlatformFiles.isSource(file.getFileName().toString())).sorted().toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(folder));
        }
    }

    /** Whether JBang can run this file. */
    static boolean isProgram(Path file) {
        return PROGRAM.matcher(text(file)).find();
    }

    /** Whether this file has more than directives, comments and the description of its package. */
    static boolean hasCode(Path file) {
        return !file.endsWith("package-info.java") && CODE.matcher(text(file)).find();
    }

    /** The package that the files of a folder are in. */
    static String packageOf(List<Path> files) {
        return files.stream()
                .flatMap(file -> PACKAGE.matcher(text(file)).results())
                .map(line -> line.group(1))
                .findFirst()
                .orElse("");
    }

    /** All files that JBang compiles for these programs: they, and what their `//SOURCES` lines name, and so on. */
    static Set<Path> compiledWith(Collection<Path> programs) {
        Set<Path> all = new LinkedHashSet<>();
        programs.forEach(program -> collect(program, all));
        return all;
    }

    private static void collect(Path file, Set<Path> all) {
        if (all.add(file)) {
            SOURCES.matcher(text(file))
                    .results()
                    .flatMap(line -> named(file, line.group(1)))
                    .forEach(source -> collect(source, all));
        }
    }

    /** The files that a `//SOURCES` line of `file` names: one, or with `*` those of a folder or of several. */
    private static Stream<Path> named(Path file, String name) {
        if (!name.contains("*")) {
            return Stream.of(file.resolveSibling(name).normalize());
        }
        int end = name.lastIndexOf('/', name.indexOf('*'));
        Path folder = file.resolveSibling(name.substring(0, end + 1)).normalize();
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + name.substring(end + 1));
        return below(folder).stream().filter(source -> matcher.matches(folder.relativize(source)));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }
}
