package grader.server;

import grader.files.CacheFolder;
import grader.files.Folders;
import grader.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The Java runtime of a lab: it has the lab's modules and no others.
 *
 * <p>`--limit-modules` does the same, but switches class-data sharing off: such a JVM needs three times the CPU to
 * start, and a grading starts dozens. So jlink makes a runtime once, which is kept in JBang's cache. Where that cannot
 * be, the flag is used.
 */
public final class LabRuntime {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final ConcurrentMap<String, Optional<Path>> MADE = new ConcurrentHashMap<>();

    private LabRuntime() {}

    /**
     * The beginning of a command line that runs a class of the lab: the program and its flags.
     *
     * @param libraries the jars that the class path begins with; mostly none
     */
    static List<String> command(List<String> modules, List<Path> libraries, Consumer<String> progress) {
        String names = String.join(",", modules);
        return MADE.computeIfAbsent(names, ignored -> findOrMake(names, progress))
                .map(runtime -> with(runtime, LibraryArchive.flags(runtime, libraries, progress)))
                .orElseGet(() -> List.of(java(JDK).toString(), "--limit-modules", names));
    }

    private static List<String> with(Path runtime, List<String> flags) {
        List<String> command = new ArrayList<>(List.of(java(runtime).toString()));
        command.addAll(flags);
        return command;
    }

    /** The program `java` of a runtime. */
    public static Path java(Path runtime) {
        return runtime.resolve("bin").resolve("java");
    }

    private static Optional<Path> findOrMake(String modules, Consumer<String> progress) {
        Path runtime = CacheFolder.path()
                .resolve("java-" + System.getProperty("java.vm.version") + "-"
                        + System.getProperty("os.arch") + "-" + modules.replace(',', '+'));
        if (Files.isExecutable(java(runtime))) {
            return Optional.of(runtime);
        }
        progress.accept("making a Java runtime with the lab's modules only (once)");
        try {
            Path fresh = Files.createTempDirectory(Files.createDirectories(runtime.getParent()), "new-");
            try (ShutdownHook _ = new ShutdownHook(() -> Folders.delete(fresh))) {
                Path image = fresh.resolve("image");
                return link(modules, image) && moved(image, runtime) ? Optional.of(runtime) : Optional.empty();
            } finally {
                Folders.delete(fresh);
            }
        } catch (IOException cannotWrite) {
            return Optional.empty();
        }
    }

    private static boolean link(String modules, Path image) throws IOException {
        return runs(List.of(JDK.resolve("bin").resolve("jlink").toString(), "--add-modules", modules,
                "--output", image.toString(), "--generate-cds-archive", "--no-header-files", "--no-man-pages"))
                && Files.isExecutable(java(image));
    }

    /** Whether a program ends well, and soon. */
    static boolean runs(List<String> command) throws IOException {
        Process tool = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (ShutdownHook _ = new ShutdownHook(tool::destroyForcibly)) {
            return tool.waitFor(2, TimeUnit.MINUTES) && tool.exitValue() == 0;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            tool.destroyForcibly();
        }
    }

    /**
     * Moves a finished runtime to its place. Two gradings may make it at the same time: the first to move it wins, and
     * the other one, which a file system may tell in any of several ways, uses that.
     *
     * @return whether there is a runtime now
     */
    public static boolean moved(Path image, Path runtime) {
        try {
            Files.move(image, runtime, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException another) {
            // what counts is whether there is a runtime
        }
        return Files.isExecutable(java(runtime));
    }
}
