package grader.grading.server;

import grader.core.files.Folders;
import grader.core.files.Seal;
import grader.core.files.Sha256;
import grader.core.source.Jars;
import grader.grading.server.Program.Classes;
import grader.grading.submission.LabClasses;
import grader.machine.os.Processes;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a lab's server loads when it starts, of the JDK, the libraries and the earlier labs, verified and linked, as an
 * archive that a JVM maps. Measured: a server of lab 08 needs 0.11 s of a processor until its first response instead of
 * 0.22 s, one of lab 13 0.26 s instead of 0.54 s.
 *
 * <p>The JVM takes an archive only where the class path begins with the jars that it was made of, so what changes from
 * grading to grading comes after them. Which classes a start needs, and how they are linked, a server tells that is
 * started for this. Archives are kept beside the lab's Java; where none can be made servers run without.
 */
final class ClassArchive {

    /** Before the path of an archive. */
    static final String FLAG = "-XX:SharedArchiveFile=";
    private static final String LIST = "classes.txt";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String REST = " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    private static final List<String> REQUESTS = List.of("GET /" + REST + "\r\n", "GET /json" + REST + "\r\n",
            "GET /products" + REST + "\r\n",
            "POST /checkout" + REST + "Content-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"items\":[]}");
    private static final String SUFFIX = ".jsa";
    /** How long an archive stays for certain: others may start servers with it. */
    private static final int DAYS = 1;
    private static final ConcurrentMap<Path, Optional<Seal>> MADE = new ConcurrentHashMap<>();
    /** Of each jar: a JVM compares it with that of the jar in the archive. */
    private static final FileTime TIME = FileTime.from(Instant.EPOCH.plus(1, ChronoUnit.DAYS));

    private ClassArchive() {}

    /**
     * The program with an archive, or as it is.
     *
     * @param runtime of `program`, beside which archives are kept
     * @param libraries that its class path begins with
     * @param after what its class path ends with
     */
    static Classes with(Path runtime, Classes program, List<Path> libraries, LabClasses classes, List<Path> after,
            Consumer<String> progress) {
        try {
            String name = runtime.getFileName() + "-" + program.main() + "-" + fingerprint(libraries, classes);
            Optional<Path> earlier = classes.earlier().isEmpty() ? Optional.empty()
                    : Optional.of(kept(classes.earlier().get(), runtime.resolveSibling(name + ".jar")));
            List<Path> stable = Classes.classPath(libraries, earlier, List.of(), List.of());
            Classes typical =
                    program.with(List.of(), Classes.classPath(libraries, earlier, classes.typical(), after));
            Path archive = runtime.resolveSibling(name + SUFFIX);
            if (Seal.intact(MADE, archive, () -> findOrMake(runtime, typical, stable, archive, progress)).isPresent()) {
                // of an archive that a JVM does not like it would speak on standard output
                return program.with(List.of(FLAG + archive, "-Xlog:disable", "-Xlog:all=warning:stderr"),
                        Classes.classPath(libraries, earlier, classes.own(), after));
            }
            MADE.remove(archive);        // another submission with the same earlier labs may start
        } catch (IOException cannotWrite) {
            // as it is
        }
        return program;
    }

    /** Of what a JVM compares, which is paths, sizes and times of jars, and of the classes of earlier labs. */
    private static String fingerprint(List<Path> libraries, LabClasses classes) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path jar : libraries) {
            all.append(jar + " " + Files.size(jar) + " " + Files.getLastModifiedTime(jar) + "\n");
        }
        if (classes.earlier().isPresent()) {
            all.append(Sha256.of(classes.earlier().get()));
        }
        return Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** The same jar in a place of its own, as other gradings have it. */
    private static Path kept(Path jar, Path kept) throws IOException {
        if (Seal.read(kept).isEmpty()) {
            Path fresh = Files.createTempFile(kept.getParent(), "new-", ".jar");
            try (ShutdownHook _ = new ShutdownHook(() -> Folders.delete(fresh))) {
                Files.copy(jar, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.setLastModifiedTime(fresh, TIME);
                Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
                Seal.write(kept);
            } finally {
                Folders.delete(fresh);
            }
        }
        return kept;
    }

    private static Optional<Seal> findOrMake(Path runtime, Classes typical, List<Path> stable, Path archive,
            Consumer<String> progress) {
        Optional<Seal> found = Seal.read(archive);
        if (found.isPresent()) {
            return found;
        }
        progress.accept("preparing what each server of " + typical.main() + " loads (once)");
        try {
            Path fresh = Files.createTempDirectory(archive.getParent(), "new-");
            try (ShutdownHook _ = new ShutdownHook(() -> Folders.delete(fresh))) {
                Path dumped = fresh.resolve("jsa");
                Optional<Path> needed = needed(typical, fresh);
                if (needed.isEmpty() || !dump(runtime, stable, dumped, needed.get())) {
                    return Optional.empty();
                }
                // Two gradings may make it at the same time: theirs are the same.
                Files.move(dumped, archive, StandardCopyOption.ATOMIC_MOVE);
                deleteOld(archive, runtime.getFileName() + "-" + typical.main() + "-");
                return Seal.write(archive);
            } finally {
                Folders.delete(fresh);
            }
        } catch (IOException cannotWrite) {
            return Optional.empty();
        }
    }

    /** The list of what a server has loaded and linked. What of it is in no jar of the archive is left out later. */
    private static Optional<Path> needed(Classes typical, Path folder) throws IOException {
        Path servers = Files.createDirectory(folder.resolve("servers"));
        try (Processes processes = new Processes()) {
            Classes told = typical.with(List.of("-XX:DumpLoadedClassList=" + LIST), typical.classPath());
            return new ServerLauncher(told, servers, processes).rehearse(ClassArchive::ask, SOON)
                    .map(ran -> ran.resolve(LIST));
        }
    }

    /** What comes is not looked at: many servers have some of these. */
    private static void ask(InetSocketAddress server) {
        for (String request : REQUESTS) {
            try (Socket client = new Socket()) {
                client.connect(server, (int) SOON.toMillis());
                client.setSoTimeout((int) SOON.toMillis());
                client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException another) {
                // the learner may not have written it yet
            }
        }
    }

    private static boolean dump(Path runtime, List<Path> stable, Path archive, Path list) throws IOException {
        return LabRuntime
                .runs(List.of(LabRuntime.java(runtime).toString(), "-Xshare:dump", "-XX:+UseSerialGC",
                        "-XX:+AOTClassLinking", "-XX:SharedClassListFile=" + list, FLAG + archive, "-cp",
                        Jars.path(stable)))
                && Files.isRegularFile(archive);
    }

    /** A learner who corrects an earlier lab leaves an archive behind, and its jar. */
    private static void deleteOld(Path newest, String prefix) throws IOException {
        long young = Instant.now().minus(DAYS, ChronoUnit.DAYS).toEpochMilli();
        try (Stream<Path> all = Files.list(newest.getParent())) {
            all.filter(file -> file.getFileName().toString().startsWith(prefix) && file.toString().endsWith(SUFFIX))
                    .filter(file -> !file.equals(newest) && file.toFile().lastModified() < young)
                    .flatMap(old -> Stream.of(old, old.resolveSibling(
                            old.getFileName().toString().replace(SUFFIX, ".jar"))))
                    .forEach(Seal::delete);
        }
    }
}
