package grader.testrunner;

import grader.console.UserError;
import grader.course.Course;
import grader.files.CacheFolder;
import grader.files.PathText;
import grader.files.Sha256;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a verdict depends on: code, files, libraries, the JDK, the system, the options. While none of it changes,
 * the verdict stays what it was.
 */
public final class Evidence {

    /**
     * Checks are found by the name of their lab, and most runs use those of one: they count only if they are asked for.
     */
    private static final String CHECKS = "grader/checks/lab";

    /** A file as it was when it was read. */
    private record Known(long size, FileTime time, String hash) {}

    private static final CodeClosure CODE = CodeClosure.ofThisProgram();
    private static final Map<Path, Known> HASHES = new ConcurrentHashMap<>();
    private static final Map<String, String> VERSIONS = new ConcurrentHashMap<>();
    private static final String MACHINE = machine(System.getProperty("java.class.path"),
            System.getProperty("java.vm.vendor") + " " + System.getProperty("java.vm.version"));

    private final CodeClosure code;
    private final Path root;
    private final Map<Path, Known> hashes;
    private final String machine;
    private final Set<String> roots = new TreeSet<>();
    private final Set<String> checks = new TreeSet<>();
    private final Set<String> files = new TreeSet<>();
    private final List<String> words = new ArrayList<>();

    private Evidence(CodeClosure code, Path root, Map<Path, Known> hashes, String machine) {
        this.code = code;
        this.root = root;
        this.hashes = hashes;
        this.machine = machine;
    }

    /** What a run of this class depends on, in this checkout and on this machine. */
    public static Evidence of(Class<?> type) {
        return new Evidence(CODE, Course.here().root(), HASHES, MACHINE).runs(type);
    }

    /**
     * What a run depends on in another checkout, with other classes, on another machine.
     *
     * @param classes the class file of a name such as `grader/course/Lab`; empty if there is no such class
     * @param machine as {@link #machine} gives it
     */
    public static Evidence in(Path root, Function<String, Optional<byte[]>> classes, String machine) {
        return new Evidence(new CodeClosure(classes), root, new HashMap<>(), machine);
    }

    /** Libraries by name, which holds the version, and size; the JDK; the options of this JVM; the system. */
    public static String machine(String classPath, String jdk) {
        String libraries = Arrays.stream(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> !jar.startsWith(CacheFolder.path().getParent()))
                .map(jar -> jar.getFileName() + " " + jar.toFile().length())
                .sorted()
                .collect(Collectors.joining("\n"));
        String options = ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .stream()
                .filter(option -> !option.startsWith("-D") && !option.contains("Archive"))
                .distinct()
                .collect(Collectors.joining(" "));
        return String.join("\n", libraries, jdk, options, System.getProperty("os.name"), System.getProperty("os.arch"),
                "all: " + Boolean.getBoolean("verify.all"));
    }

    /** Code that is used beside that of the class itself. Of a class of checks its helpers are part. */
    public Evidence runs(Class<?>... types) {
        return runs(Arrays.stream(types).map(type -> type.getName().replace('.', '/')).toArray(String[]::new));
    }

    Evidence runs(String... names) {
        roots.addAll(List.of(names));
        return this;
    }

    /** All checks of a lab, such as `lab03`. */
    public Evidence checks(String lab) {
        checks.add(CHECKS + lab.substring(3) + "/");
        return this;
    }

    /**
     * Files and folders, relative to the checkout; what does not exist is evidence, too. A `*` stands for any text
     * without a slash: `solutions/0*`. Of the folders that are searched for it, the names count, too.
     */
    public Evidence reads(String... paths) {
        files.addAll(List.of(paths));
        return this;
    }

    /** The browser of the tests, and what drives it. */
    public Evidence browser() {
        return tools("chromium", "chromium-browser", "google-chrome",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "node");
    }

    /** Programs of this machine, each by what it says of its version; a missing program counts, too. */
    public Evidence tools(String... commands) {
        for (String command : commands) {
            says(command + ": " + VERSIONS.computeIfAbsent(command, Evidence::version));
        }
        return this;
    }

    private static String version(String command) {
        try {
            Process asked = new ProcessBuilder(command, "--version").redirectErrorStream(true).start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            return "none";
        }
    }

    /** Anything else. */
    public Evidence says(String... words) {
        this.words.addAll(List.of(words));
        return this;
    }

    /** Whether a file or folder of the checkout is part of it, or holds what is. */
    boolean holds(String path) {
        Path place = root.resolve(path);
        return files.stream()
                .anyMatch(each -> each.startsWith(path + "/") || path.equals(each) || path.startsWith(each + "/")
                        || each.contains("*") && matching(each).stream().anyMatch(file -> file.startsWith(place)));
    }

    /** The classes that it depends on, by name, with their hashes. */
    Map<String, String> code() {
        Set<String> all = new TreeSet<>(roots);
        Stream.concat(checks.stream(), roots.stream().filter(name -> name.startsWith(CHECKS)))
                .map(name -> name.substring(0, CHECKS.length() + 3) + "Lab"
                        + name.substring(CHECKS.length(), CHECKS.length() + 2))
                .forEach(all::add);
        return code.of(all, name -> !name.startsWith(CHECKS) || roots.contains(name) || isAsked(name));
    }

    private boolean isAsked(String name) {
        return checks.stream().anyMatch(name::startsWith)
                || roots.stream().anyMatch(one -> one.startsWith(CHECKS) && isHelperBeside(name, one));
    }

    /** Whether `name` is in the package of the check class `one`, and no class of checks itself. */
    private static boolean isHelperBeside(String name, String one) {
        return name.startsWith(one.substring(0, one.lastIndexOf('/') + 1))
                && (!name.replaceFirst("\\$.*", "").endsWith("Checks") || name.startsWith(one));
    }

    /** A hash of all of it. Equal keys mean equal evidence. */
    public String key() {
        StringBuilder all = new StringBuilder(machine).append('\n');
        code().forEach((name, hash) -> all.append(name).append(' ').append(hash).append('\n'));
        files.forEach(path -> matching(path).forEach(file -> all.append(root.relativize(file))
                .append(' ')
                .append(hash(file))
                .append('\n')));
        files.stream().filter(path -> path.contains("*")).forEach(path -> all.append(names(path)).append('\n'));
        words.forEach(word -> all.append(word).append('\n'));
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The files that `path` names, or those that are in it. */
    private List<Path> matching(String path) {
        if (!path.contains("*")) {
            return below(root.resolve(path));
        }
        PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + root.resolve(path));
        return below(root.resolve(fixed(path))).stream()
                .filter(matcher::matches)
                .toList();
    }

    /** All names below the folder that is searched for `path`. */
    private List<Path> names(String path) {
        return below(root.resolve(fixed(path))).stream().map(root::relativize).toList();
    }

    /** `solutions` of `solutions/0*`. */
    private static String fixed(String path) {
        return path.substring(0, path.lastIndexOf('/', path.indexOf('*')));
    }

    private static List<Path> below(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("__pycache__"))
                    .sorted()
                    .toList();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(path));
        }
    }

    /** Read again only if its size or its time has changed. */
    private String hash(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return "none";
            }
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Known known = hashes.get(file);
            if (known == null || known.size() != now.size() || !known.time().equals(now.lastModifiedTime())) {
                known = new Known(now.size(), now.lastModifiedTime(), Sha256.of(Files.readAllBytes(file)));
                hashes.put(file, known);
            }
            return known.hash();
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }
}
