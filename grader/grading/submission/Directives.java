package grader.grading.submission;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JBang's directives in a submission: which are allowed, and which files `//SOURCES` names. */
final class Directives {

    private static final Pattern DIRECTIVE = Pattern.compile("(?m)^//([A-Z_]+)(?:[ \\t]+(.*?))?[ \\t]*$");
    /** The directives of JBang. Other words after `//` are comments. */
    private static final Set<String> KNOWN =
            Set.of("JAVA", "DEPS", "SOURCES", "FILES", "COMPILE_OPTIONS", "JAVAC_OPTIONS",
                    "RUNTIME_OPTIONS", "JAVA_OPTIONS", "NATIVE_OPTIONS", "MAIN", "CDS", "REPOS", "PREVIEW", "MODULE",
                    "JAVAAGENT",
                    "MANIFEST", "GAV", "NOINTEGRATIONS", "KOTLIN", "GROOVY");
    private static final Pattern WORD = Pattern.compile("[^\\s;,\"']+|\"[^\"]*\"|'[^']*'");
    private static final Pattern OTHER_LAB = Pattern.compile("\\.\\./(\\d\\d-[a-z-]+)/(lab\\d\\d\\.java)");

    private Directives() {}

    /** @throws SubmissionRejected for a directive that the lab does not allow */
    static void check(Lab lab, String name, String text) {
        Matcher found = DIRECTIVE.matcher(text);
        while (found.find()) {
            String key = found.group(1);
            if (KNOWN.contains(key) && !lab.data().directives().contains(key)) {
                throw new SubmissionRejected("inspect",
                        name + ":" + line(text, found.start()) + ": //" + key + " is not allowed in " + lab.name(),
                        "take the line out; allowed are //" + String.join(", //", lab.data().directives()));
            }
            if (key.equals("DEPS")) {
                checkLibraries(lab, words(found), name + ":" + line(text, found.start()));
            }
        }
    }

    private static void checkLibraries(Lab lab, List<String> named, String place) {
        List<String> allowed = lab.data().libraries();
        named.stream().filter(library -> !allowed.contains(library)).findFirst().ifPresent(library -> {
            throw new SubmissionRejected("inspect", place + ": //DEPS " + library + " is not allowed in " + lab.name(),
                    allowed.isEmpty() ? "take the line out; the lab needs the JDK only"
                            : "take it out; allowed is just //DEPS " + String.join(" ", allowed));
        });
    }

    /**
     * The values of a directive, as JBang reads them: up to a comment, separated by spaces, commas or semicolons, maybe
     * quoted.
     */
    private static List<String> words(Matcher directive) {
        String value = directive.group(2) == null ? "" : directive.group(2).replaceFirst("(^|\\s)//\\s.*", "");
        return WORD.matcher(value).results().map(word -> word.group().replaceAll("[\"']", "")).toList();
    }

    /** The files that `text` names by `//SOURCES`: in its own folder, or the script of an earlier lab. */
    static List<Path> sources(Lab lab, Path file, String text, Function<Lab, Path> folders) {
        List<Path> all = new ArrayList<>();
        Matcher found = DIRECTIVE.matcher(text);
        while (found.find()) {
            if (found.group(1).equals("SOURCES")) {
                for (String name : words(found)) {
                    all.addAll(files(lab, file, name, folders, PathText.shown(file) + ":" + line(text, found.start())));
                }
            }
        }
        return all;
    }

    private static List<Path> files(Lab lab, Path file, String name, Function<Lab, Path> folders, String place) {
        Matcher other = OTHER_LAB.matcher(name);
        if (other.matches()) {
            return lab.course()
                    .all()
                    .stream()
                    .filter(each -> each.folder().equals(other.group(1)) && each.number() < lab.number())
                    .findFirst()
                    .map(earlier -> List.of(folders.apply(earlier).resolve(other.group(2))))
                    .orElseThrow(() -> new SubmissionRejected("inspect",
                            place + ": //SOURCES " + name + " is no earlier lab",
                            "name the script of the lab before"));
        }
        if (!name.matches("(\\[!\\.])?[\\w.*-]+") || name.contains("..")) {
            throw new SubmissionRejected("inspect", place + ": //SOURCES " + name + " leaves the lab's folder",
                    "name files of the lab's own folder, such as [!.]*.java, or the script of the lab before");
        }
        if (!name.contains("*")) {
            return List.of(file.resolveSibling(name));
        }
        try (var matching = Files.newDirectoryStream(file.getParent(), name)) {
            List<Path> all = new ArrayList<>();
            matching.forEach(all::add);
            all.removeIf(each -> PlatformFiles.isOne(each.getFileName().toString()));
            all.forEach(each -> checkNoCopy(each, all));
            return all.stream().sorted().toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file.getParent()));
        }
    }

    private static void checkNoCopy(Path file, List<Path> all) {
        String name = file.getFileName().toString();
        all.stream()
                .map(each -> each.getFileName().toString())
                .filter(each -> PlatformFiles.isCopy(name, each))
                .findAny()
                .ifPresent(original -> {
                    throw new SubmissionRejected("stage",
                            PathText.shown(file) + ":1: this is a second " + original + ", and both are compiled",
                            "keep the right one under the name " + original + ", and delete the other");
                });
    }

    private static long line(String text, int offset) {
        return text.substring(0, offset).lines().count() + (offset == 0 || text.charAt(offset - 1) == '\n' ? 1 : 0);
    }
}
