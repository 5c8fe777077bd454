package grader.contributing.ide;

import grader.core.course.Course;
import grader.core.course.Lab;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The modules of a checkout. A folder belongs to `grader` if JBang compiles all of it for `verify`. What is left
 * belongs to the programs that name it, which have libraries of their own: a module for each folder of programs. The
 * types of solutions/ and labs/ have the same names and no package: a module for each.
 */
public final class Modules {

    static final String GRADER = "grader";

    private final Course course;
    private final Map<Path, List<Path>> folders;
    private final Map<String, List<Path>> programs = new LinkedHashMap<>();
    private final Map<String, Set<Path>> compiled = new LinkedHashMap<>();

    private Modules(Course course) {
        this.course = course;
        List<Path> files = Stream.of("grader", "docs")
                .flatMap(folder -> Sources.below(course.root().resolve(folder)).stream())
                .toList();
        folders = files.stream().collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
        add(GRADER, List.of(course.root().resolve("grader/verify.java")));
        Predicate<Path> isLeft = folder -> !holds(GRADER, folder);
        folders.keySet().stream().filter(isLeft).forEach(folder -> {
            List<Path> own = folders.get(folder).stream().filter(Sources::isProgram).toList();
            if (!own.isEmpty()) {
                add(folder.getFileName().toString(), own);
            }
        });
    }

    private void add(String name, List<Path> own) {
        programs.put(name, own);
        compiled.put(name, Sources.compiledWith(own));
    }

    /** All modules, `grader` first. */
    public static List<Module> of(Course course) {
        Modules modules = new Modules(course);
        return Stream.concat(
                modules.programs.keySet().stream().map(modules::module),
                Stream.of(modules.labs("solutions"), modules.labs("labs"))).toList();
    }

    private boolean holds(String name, Path folder) {
        return compiled.get(name).containsAll(folders.get(folder).stream().filter(Sources::hasCode).toList());
    }

    /** The module that a folder belongs to; empty if no program compiles all of it. */
    private String owner(Path folder) {
        return programs.keySet().stream().filter(name -> holds(name, folder)).findFirst().orElse("");
    }

    /** The next folder above with Java. */
    private Optional<Path> above(Path folder) {
        return Stream.iterate(folder.getParent(), Objects::nonNull, Path::getParent)
                .filter(folders::containsKey)
                .findFirst();
    }

    /** Whether an editor has to be told of a folder, as it does not follow from the one above. */
    private boolean isRoot(Path folder) {
        return above(folder).filter(above -> owner(above).equals(owner(folder)))
                .map(above -> packageName(above) + "." + dotted(above.relativize(folder)))
                .filter(packageName(folder)::equals)
                .isEmpty();
    }

    private Module module(String name) {
        List<Module.Root> roots = folders.keySet()
                .stream()
                .filter(folder -> owner(folder).equals(name) && isRoot(folder))
                .map(folder -> new Module.Root(folder, packageName(folder)))
                .toList();
        List<Path> others = new ArrayList<>();
        List<Path> unused = new ArrayList<>();
        for (Path folder : folders.keySet()) {
            if (!owner(folder).equals(name) && roots.stream().anyMatch(root -> folder.startsWith(root.folder()))) {
                (owner(folder).isEmpty() ? unused : others).add(folder);
            }
        }
        boolean usesGrader = !name.equals(GRADER) && compiled.get(name)
                .stream()
                .anyMatch(file -> Sources.hasCode(file) && owner(file.getParent()).equals(GRADER));
        return new Module(name, programs.get(name), roots, others, unused, usesGrader);
    }

    private String packageName(Path folder) {
        String declared = Sources.packageOf(folders.get(folder));
        return declared.isEmpty() ? dotted(course.root().relativize(folder)) : declared;
    }

    private static String dotted(Path path) {
        return path.toString().replace('/', '.');
    }

    private Module labs(String name) {
        List<Lab> labs = course.all();
        List<Module.Root> roots = labs.stream()
                .map(lab -> new Module.Root(course.root().resolve(name).resolve(lab.folder()), ""))
                .toList();
        Path last = roots.getLast().folder().resolve(labs.getLast().script());
        return new Module(name, List.of(last), roots, List.of(), List.of(), false);
    }
}
