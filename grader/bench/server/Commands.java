package grader.bench.server;

import grader.lab.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Short commands of the system. */
final class Commands {

    private Commands() {}

    /** Whether it is there, and ended well. */
    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            throw interrupted();
        }
    }

    /**
     * What a command wrote on standard output.
     *
     * @param folder for its messages
     * @throws Failed with the last line that it wrote on standard error
     */
    static String output(List<String> command, Path folder) throws Failed {
        try {
            Path messages = Files.createTempFile(folder, "messages", "");
            Path out = Files.createTempFile(folder, "output", "");
            int code = new ProcessBuilder(command).redirectError(messages.toFile()).redirectOutput(out.toFile()).start().waitFor();
            if (code != 0) {
                List<String> lines = Files.readAllLines(messages).stream().filter(line -> line.contains("ERROR")).toList();
                throw new Failed(lines.isEmpty() ? "exit code " + code : lines.getFirst().replaceFirst("^.*\\[ERROR] ", ""));
            }
            return Files.readString(out);
        } catch (IOException error) {
            throw Problem.of(error, "running " + command.getFirst());
        } catch (InterruptedException stop) {
            throw interrupted();
        }
    }

    static Problem interrupted() {
        Thread.currentThread().interrupt();
        return new Problem("interrupted", "start it again");
    }

    /** It did not end well. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }
}
