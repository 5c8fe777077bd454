package grader.grading.server;

import grader.core.files.Folders;
import grader.core.files.Seal;
import grader.core.source.Jars;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The classes of a lab's libraries as an archive that a JVM maps instead of reading jars. Measured with Jackson: a
 * program's first JSON costs 110 ms of CPU instead of 240 ms.
 *
 * <p>The JVM takes an archive only where the class path begins with the jars that it was made of. So a lab's own
 * classes come after them. It is kept beside the lab's Java; where it cannot be made servers run without.
 */
final class LibraryArchive {

    /** Before the path of an archive. */
    static final String FLAG = "-XX:SharedArchiveFile=";
    private static final ConcurrentMap<Path, Optional<Seal>> MADE = new ConcurrentHashMap<>();

    private LibraryArchive() {}

    /** What a Java is to be called with to use it; nothing where there are no libraries, or there is no archive. */
    static List<String> flags(Path runtime, List<Path> jars, Consumer<String> progress) {
        if (jars.isEmpty()) {
            return List.of();
        }
        Path archive = runtime.resolveSibling(runtime.getFileName() + "-" + fingerprint(jars) + ".jsa");
        return Seal.intact(MADE, archive, () -> findOrMake(runtime, jars, archive, progress)).isPresent()
                // of an archive that a JVM does not like it would speak on standard output
                ? List.of(FLAG + archive, "-Xlog:disable", "-Xlog:all=warning:stderr")
                : List.of();
    }

    /** Of what a JVM compares: the jars' paths, sizes and times. */
    private static String fingerprint(List<Path> jars) {
        String all = jars.stream()
                .map(jar -> jar + " " + jar.toFile().length() + " " + jar.toFile().lastModified())
                .collect(Collectors.joining("\n"));
        return jars.getFirst().getFileName().toString().replace(".jar", "") + "-" + Integer.toHexString(all.hashCode());
    }

    private static Optional<Seal> findOrMake(Path runtime, List<Path> jars, Path archive, Consumer<String> progress) {
        Optional<Seal> found = Seal.read(archive);
        if (found.isPresent()) {
            return found;
        }
        progress.accept("preparing the lab's libraries (once)");
        try {
            Path fresh = Files.createTempDirectory(archive.getParent(), "new-");
            try (ShutdownHook _ = new ShutdownHook(() -> Folders.delete(fresh))) {
                Path dumped = fresh.resolve("jsa");
                if (!dump(runtime, jars, dumped, Files.write(fresh.resolve("classes"), classes(runtime, jars)))) {
                    return Optional.empty();
                }
                // Two gradings may make it at the same time: theirs are the same.
                Files.move(dumped, archive, StandardCopyOption.ATOMIC_MOVE);
                return Seal.write(archive);
            } finally {
                Folders.delete(fresh);
            }
        } catch (IOException cannotWrite) {
            return Optional.empty();
        }
    }

    /** It stands for the JDK's own archive, too, so it holds that one's classes. */
    private static List<String> classes(Path runtime, List<Path> jars) throws IOException {
        List<String> all = new ArrayList<>(Files.readAllLines(runtime.resolve("lib/classlist")));
        all.addAll(Jars.classes(jars));
        return all;
    }

    private static boolean dump(Path runtime, List<Path> jars, Path archive, Path classes) throws IOException {
        return LabRuntime
                .runs(List.of(LabRuntime.java(runtime).toString(), "-Xshare:dump", "-XX:SharedClassListFile=" + classes,
                        FLAG + archive, "-cp", Jars.path(jars)))
                && Files.isRegularFile(archive);
    }
}
