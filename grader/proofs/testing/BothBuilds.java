package grader.proofs.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.source.Compiler;
import grader.core.source.Jars;
import grader.core.source.Libraries;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** What the compiler in process makes of a lab, beside what JBang makes of it. */
public final class BothBuilds {

    private static final int MOST_MINUTES = 10;

    private BothBuilds() {}

    /** The classes of the reference, byte for byte, and the libraries that they run with. */
    public static void areEqual(Lab lab, Path folder) throws IOException, InterruptedException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertEquals(Optional.empty(), Compiler.compile(sources(lab), classes, lab));
        Path built = Files.createDirectory(folder.resolve("jbang"));
        String script = lab.reference().resolve(lab.script()).toString();
        jbang(folder, "build", "--build-dir", built.toString(), script);
        Map<String, byte[]> own = classesIn(classes);
        Map<String, byte[]> theirs = classesInJar(built);
        assertEquals(theirs.keySet(), own.keySet());
        own.forEach((name, bytes) -> assertArrayEquals(theirs.get(name), bytes, name));
        if (!lab.data().libraries().isEmpty()) {
            List<String> path = List.of(jbang(folder, "info", "classpath", script).strip().split(File.pathSeparator));
            assertEquals(new HashSet<>(path.subList(1, path.size())),
                    Set.of(Jars.path(Libraries.of(lab)).split(File.pathSeparator)),
                    "beside " + path.getFirst());
        }
    }

    /** The reference's sources of a lab and of those that it builds on. */
    public static Map<String, String> sources(Lab lab) {
        return new Grading(new Settings(lab, Optional.empty(), Optional.empty(), "c0", false, true, Optional.empty()),
                ignored -> {})
                .stage()
                .sources();
    }

    /** What it wrote on standard output. */
    public static String jbang(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Course.here().root().resolve("jbang").toString()));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("log");
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command).directory(folder.toFile())
                .redirectError(log.toFile())
                .redirectOutput(out.toFile())
                .start();
        try {
            assertTrue(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES), () -> "it does not end: " + command);
            assertEquals(0, process.exitValue(), Files.readString(log) + Files.readString(out));
            return Files.readString(out);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Map<String, byte[]> classesIn(Path folder) throws IOException {
        Map<String, byte[]> all = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return all;
    }

    private static Map<String, byte[]> classesInJar(Path folder) throws IOException {
        Map<String, byte[]> all = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                try (JarFile opened = new JarFile(jar.toFile())) {
                    for (var entry : opened.stream().filter(each -> each.getName().endsWith(".class")).toList()) {
                        all.put(entry.getName(), opened.getInputStream(entry).readAllBytes());
                    }
                }
            }
        }
        return all;
    }
}
