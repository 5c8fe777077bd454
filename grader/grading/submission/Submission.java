package grader.grading.submission;

import grader.core.console.UserError;
import grader.core.course.Lab;
import grader.core.course.Task;
import grader.core.files.PathText;
import grader.core.files.PlatformFiles;
import grader.core.source.Change;
import grader.core.source.TaskMethods;
import grader.core.starter.OpenStarter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sources of a lab and of the labs it builds on, read once: what is graded cannot change under the grader's hands.
 *
 * @param sources in Java: name, as the user would type it, to text; the lab's own script first
 * @param sections the lab's own files of sections, such as SQL, in the same form, as far as they are there: older
 *        submissions have none
 * @param earlier of the sources that are not the lab's own, by name, the lab whose they are
 * @param skipped tasks for which the learner took the reference's part
 * @param base what it was before it was changed in memory; empty if it was not
 */
public record Submission(Lab lab, Map<String, String> sources, Map<String, String> sections, Map<String, Lab> earlier,
        Set<String> skipped, Optional<Submission> base) {

    private static final long LARGEST_FILE = 1 << 20;
    private static final int MOST_FILES = 500;

    /**
     * Reads what the lab's script names by `//SOURCES`, and what that names.
     *
     * @param folders where a lab's folder is: a submission may have its own parts, or the reference's
     * @throws SubmissionRejected for files that cannot be graded: missing, empty, not UTF-8, not allowed
     */
    public static Submission stage(Lab lab, Function<Lab, Path> folders) {
        Map<String, String> sources = new LinkedHashMap<>();
        Map<String, Lab> earlier = new LinkedHashMap<>();
        Map<Path, Lab> owners = new HashMap<>();
        Function<Lab, Path> seen = each -> {
            Path folder = folders.apply(each);
            if (owners.put(folder, each) == null) {
                checkWhole(each, folder);
            }
            return folder;
        };
        Deque<Path> waiting = new ArrayDeque<>();
        waiting.add(seen.apply(lab).resolve(lab.script()));
        while (!waiting.isEmpty()) {
            Path file = waiting.poll();
            String name = PathText.shown(file);
            if (!sources.containsKey(name)) {
                String text = read(file, name);
                sources.put(name, text);
                Lab owner = owners.get(file.getParent());
                if (!owner.equals(lab)) {
                    earlier.put(name, owner);
                }
                Directives.check(lab, name, text);
                waiting.addAll(Directives.sources(lab, file, text, seen));
            }
            if (sources.size() > MOST_FILES) {
                throw new SubmissionRejected("stage", "more than " + MOST_FILES + " source files",
                        "take out those that the lab does not need");
            }
        }
        checkDistinct(sources.keySet());
        return new Submission(lab, sources, sections(lab, folders.apply(lab)), earlier, Set.of(), Optional.empty());
    }

    private static Map<String, String> sections(Lab lab, Path folder) {
        Map<String, String> sections = new LinkedHashMap<>();
        for (Path expected : lab.files()) {
            Path file = folder.resolve(expected.getFileName());
            if (PlatformFiles.isSections(file.getFileName().toString())
                    && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                String name = PathText.shown(file);
                sections.put(name, read(file, name));
            }
        }
        return sections;
    }

    /** On Windows and macOS they would be one file, and so would be their classes. */
    private static void checkDistinct(Set<String> names) {
        Map<String, String> known = new HashMap<>();
        for (String name : names) {
            String other = known.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw new SubmissionRejected("stage",
                        name + " and " + Path.of(other).getFileName() + " differ in capital letters only",
                        "take one of them out, or give it another name: some systems take them for one file");
            }
        }
    }

    private static void checkWhole(Lab lab, Path folder) {
        for (Path expected : lab.files()) {
            Path file = folder.resolve(expected.getFileName());
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && !PlatformFiles.isSections(file.getFileName().toString())
                    && !OpenStarter.mayLack(lab, file.getFileName().toString())) {
                throw new SubmissionRejected("stage", PathText.shown(file) + " is missing or a link",
                        copyOf(file).map(copy -> "rename '" + copy + "' to it, if that is yours")
                                .orElse("./jbang course reset " + lab.name()
                                        + " brings it back; what you have is kept aside"));
            }
        }
    }

    /** The name of a file that looks like a copy of a missing one. */
    private static Optional<String> copyOf(Path missing) {
        String name = missing.getFileName().toString();
        try (var files = Files.list(missing.getParent())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(each -> PlatformFiles.isCopy(each, name))
                    .sorted()
                    .findFirst();
        } catch (IOException noFolder) {
            return Optional.empty();
        }
    }

    /** The earlier labs that sources come from, in order. */
    public List<Lab> earlierLabs() {
        return earlier.values().stream().distinct().sorted(Comparator.comparingInt(Lab::number)).toList();
    }

    /** Whether a class, in such a file as `Route$Target.class`, is of a source of an earlier lab. */
    boolean isEarlier(Path classFile) {
        String source = "/" + classFile.getFileName().toString().replaceFirst("(\\$.*)?\\.class$", ".java");
        return earlier.keySet().stream().anyMatch(name -> ("/" + name).endsWith(source));
    }

    /** The sources of this lab, or of one of the earlier ones, in Java and others. */
    public Map<String, String> sourcesOf(Lab each) {
        Map<String, String> some = all();
        some.keySet().removeIf(name -> !earlier.getOrDefault(name, lab).equals(each));
        return some;
    }

    private Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(sources);
        all.putAll(sections);
        return all;
    }

    private static String read(Path file, String name) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new SubmissionRejected("stage", name + " does not exist, but a //SOURCES line names it",
                        "write it, or take it out of the line");
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new SubmissionRejected("stage", name + " is not a regular file",
                        "put the file itself there, not a link");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new SubmissionRejected("stage", name + " is larger than 1 MiB",
                        "a source file of a lab is small: take out what does not belong");
            }
            return SourceReader.text(name, Files.readAllBytes(file));
        } catch (IOException error) {
            throw UserError.of(error, "reading " + name);
        }
    }

    /** The same submission with a change in one of its files: a mutant. */
    public Submission with(Change change) {
        Map<String, String> all = all();
        String name = all.keySet()
                .stream()
                .filter(each -> each.endsWith("/" + change.file()))
                .findFirst()
                .orElseThrow(
                        () -> new UserError(lab.name() + " has no file " + change.file(), "name one of its files"));
        return with(name, change.in(name, all.get(name)));
    }

    /** The same submission with another text of one of its files. */
    public Submission with(String name, String text) {
        boolean isSections = sections.containsKey(name);
        Map<String, String> changed = new LinkedHashMap<>(isSections ? sections : sources);
        changed.put(name, text);
        return new Submission(lab, isSections ? sources : changed, isSections ? changed : sections, earlier, skipped,
                base.or(() -> Optional.of(this)));
    }

    /**
     * The same, knowing that the learner has skipped the lab: a task whose code equals the reference's was not written.
     */
    public Submission withSkipped(Submission reference) {
        Map<String, String> own = methods();
        Map<String, String> theirs = reference.methods();
        if (own.equals(theirs)) {
            return new Submission(lab, sources, sections, earlier,
                    lab.tasks().stream().map(Task::id).collect(Collectors.toUnmodifiableSet()), base);
        }
        own.entrySet().removeIf(method -> !method.getValue().equals(theirs.get(method.getKey())));
        return new Submission(lab, sources, sections, earlier, own.keySet(), base);
    }

    /** Of the lab's own tasks, id to the text of the methods. */
    private Map<String, String> methods() {
        Map<String, String> all = new LinkedHashMap<>();
        Map<String, String> own = sourcesOf(lab);
        TaskMethods.in(own)
                .forEach((name, found) -> found.methods()
                        .forEach(method -> all.merge(method.task(),
                                own.get(name).substring(method.start(), method.bodyEnd()), String::concat)));
        return all;
    }
}
