package grader.bench.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.core.console.CommandLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** One bench alone: building the others of `jbang bench` costs more than all else in its test. */
final class OneBench {

    private OneBench() {}

    /** The name of the bench's class, then its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        System.exit(line(Class.forName(args[0])).execute(Arrays.copyOfRange(args, 1, args.length)));
    }

    private static CommandLine line(Class<?> bench) throws ReflectiveOperationException {
        return CommandLines.of(bench.getConstructor().newInstance()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** It is called wrongly, and says so in one line. */
    static void assertRefused(Class<?> bench, String said, String... arguments) {
        StringWriter err = new StringWriter();
        try {
            assertEquals(2, line(bench).setErr(new PrintWriter(err)).execute(arguments));
        } catch (ReflectiveOperationException noBench) {
            throw new AssertionError(noBench);
        }
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains(said), err.toString());
    }

    /** Runs it in a process of its own, and returns what it prints. @param folder for that */
    static String run(Class<?> bench, Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("java.class.path"), OneBench.class.getName(), bench.getName()));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertEquals(0, process.waitFor(), Files.readString(out) + Files.readString(err));
            return Files.readString(out);
        } finally {
            process.destroy();
        }
    }
}
