package grader.grading.server;

import grader.core.console.MachineFault;
import grader.core.console.UserError;
import grader.core.files.CacheFolder;
import grader.core.files.Folders;
import grader.core.files.Seal;
import grader.machine.os.Sandbox;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * start, and a grading starts dozens. So jlink makes a runtime once, which is kept in JBang's cache, with a
 * {@link Seal}. Where that cannot be, the flag is used, but not in a batch for what could change the JDK. A runtime
 * that a submission has changed is not used again.
 */
public final class LabRuntime {

    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final Path JLINK = JDK.resolve("bin").resolve("jlink");
    private static final int MOST_MINUTES = 10;
    private static final ConcurrentMap<String, Optional<Seal>> MADE = new ConcurrentHashMap<>();

    /** What the batch above this process has seen before the first submission; empty: there is no batch. */
    private static volatile String expected = "";

    private LabRuntime() {}

    /** The beginning of a command line that runs a class of the lab: the program and its flags. */
    static List<String> command(List<String> modules, Consumer<String> progress) {
        return of(modules, progress).map(runtime -> List.of(java(runtime).toString()))
                .orElseGet(() -> limited(modules));
    }

    /** The runtime with these modules, which is made if it is missing or was changed; empty without one. */
    static Optional<Path> of(List<String> modules, Consumer<String> progress) {
        return made(modules, progress).map(Seal::of);
    }

    private static List<String> limited(List<String> modules) {
        if (!expected.isEmpty() && !Sandbox.isEntered() && Files.isWritable(JDK)) {
            throw new UserError(JLINK + " has made no Java for submissions, and in " + JDK
                    + ", which they could change, they are not run",
                    "see why it fails: " + JLINK + " --add-modules java.base --output java");
        }
        return List.of(java(JDK).toString(), "--limit-modules", String.join(",", modules));
    }

    /** The seal of the runtime with these modules, which is made if it is missing or was changed; empty without one. */
    public static String seal(List<String> modules, Consumer<String> progress) {
        return made(modules, progress).map(Seal::value).orElse("");
    }

    /** From now on, in the worker of a batch, no runtime is used that has not got this seal, or is made by itself. */
    public static void expect(String seal) {
        expected = seal;
    }

    /** @throws MachineFault if the runtime that begins this command line was changed since it was found or made */
    static void check(List<String> command) {
        Path java = Path.of(command.getFirst());
        MADE.values()
                .stream()
                .flatMap(Optional::stream)
                .filter(seal -> java.startsWith(seal.of()) && !seal.isIntact())
                .findFirst()
                .ifPresent(seal -> {
                    throw new MachineFault("Java was changed while it was used: " + seal.of());
                });
    }

    private static Optional<Seal> made(List<String> modules, Consumer<String> progress) {
        String names = String.join(",", modules);
        return Seal.intact(MADE, names, () -> findOrMake(names, progress));
    }

    /** The program `java` of a runtime. */
    public static Path java(Path runtime) {
        return runtime.resolve("bin").resolve("java");
    }

    private static Optional<Seal> findOrMake(String modules, Consumer<String> progress) {
        Path runtime = CacheFolder.path()
                .resolve("sealed-java-" + System.getProperty("java.vm.version") + "-"
                        + System.getProperty("os.arch") + "-" + modules.replace(',', '+'));
        Optional<Seal> found = expected.isEmpty() ? Seal.read(runtime)
                : Seal.now(runtime).filter(seal -> seal.value().equals(expected));
        if (found.isPresent()) {
            return found;
        }
        progress.accept("making a Java runtime with the lab's modules only (once)");
        try {
            Path folder = expected.isEmpty() ? Files.createDirectories(runtime.getParent()) : temporary();
            Path fresh = Files.createTempDirectory(folder, "new-");
            try (ShutdownHook _ = new ShutdownHook(() -> Folders.delete(fresh))) {
                Path image = fresh.resolve("image");
                if (!link(modules, image)) {
                    return Optional.empty();
                }
                if (expected.isEmpty()) {
                    return placed(image, runtime, fresh);
                }
                Path own = folder.resolve("java");
                return moved(image, own) ? Seal.now(own) : Optional.empty();
            } finally {
                Folders.delete(fresh);
            }
        } catch (IOException cannotWrite) {
            return Optional.empty();
        }
    }

    /** In the folder of a worker, which its batch deletes. */
    private static Path temporary() throws IOException {
        return Files.createTempDirectory("inside-the-server-java-");
    }

    /** In the cache. What was there before was changed, or has no seal. */
    private static Optional<Seal> placed(Path image, Path runtime, Path fresh) throws IOException {
        if (Files.exists(runtime, LinkOption.NOFOLLOW_LINKS) && Seal.read(runtime).isEmpty()) {
            Files.move(runtime, fresh.resolve("old"), StandardCopyOption.ATOMIC_MOVE);
        }
        return moved(image, runtime) ? Seal.write(runtime) : Optional.empty();
    }

    private static boolean link(String modules, Path image) throws IOException {
        return runs(List.of(JLINK.toString(), "--add-modules", modules,
                "--output", image.toString(), "--generate-cds-archive", "--no-header-files", "--no-man-pages"))
                && Files.isExecutable(java(image));
    }

    /** Whether a program ends well, and within the time that jlink may take on a busy machine. */
    static boolean runs(List<String> command) throws IOException {
        Process tool = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (ShutdownHook _ = new ShutdownHook(tool::destroyForcibly)) {
            return tool.waitFor(MOST_MINUTES, TimeUnit.MINUTES) && tool.exitValue() == 0;
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
