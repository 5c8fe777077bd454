package grader.grading.batch;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.Folders;
import grader.core.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What grades, as one hash: the sources that grader/grade.java names, the data of the graded lab and those before it,
 * and the version of Java. While it stays the same, so do verdicts.
 */
final class GraderVersion {

    private static final Pattern SOURCES = Pattern.compile("(?m)^//SOURCES (\\S+)$");
    private static final Pattern CHECKS = Pattern.compile("checks/lab(\\d\\d)/.*");

    private GraderVersion() {}

    /**
     * @param reference whether the reference's parts of earlier labs are used
     * @param zeroOnShortcut whether a shortcut makes the score 0
     */
    static String of(Lab lab, boolean reference, boolean zeroOnShortcut) {
        Course course = lab.course();
        StringBuilder all = new StringBuilder(Runtime.version().feature() + " " + lab.name() + " " + reference
                + (zeroOnShortcut ? " zero" : "") + "\n");
        for (Path file : files(lab, reference)) {
            all.append(course.root().relativize(file)).append(' ').append(hash(file)).append('\n');
        }
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> files(Lab lab, boolean reference) {
        Path grader = lab.course().root().resolve("grader");
        TreeSet<Path> files = new TreeSet<>(List.of(grader.resolve("grade.java")));
        List<PathMatcher> named = SOURCES.matcher(text(grader.resolve("grade.java")))
                .results()
                .map(found -> grader.getFileSystem().getPathMatcher("glob:" + found.group(1)))
                .toList();
        Folders.filesBelow(grader)
                .stream()
                .map(grader::relativize)
                .filter(file -> named.stream().anyMatch(each -> each.matches(file)) && isUsed(file, lab))
                .forEach(file -> files.add(grader.resolve(file)));
        for (Lab each : lab.course().all()) {
            if (each.number() <= lab.number()) {
                files.add(each.reference().resolve("tasks.yaml"));
                if (reference) {
                    files.addAll(Folders.filesBelow(each.reference()));
                }
            }
        }
        return new ArrayList<>(files);
    }

    /** Checks of later labs have no part in it. */
    private static boolean isUsed(Path file, Lab lab) {
        Matcher checks = CHECKS.matcher(file.toString());
        return !checks.matches() || Integer.parseInt(checks.group(1)) <= lab.number();
    }

    private static String hash(Path file) {
        return Sha256.of(text(file).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + file);
        }
    }
}
