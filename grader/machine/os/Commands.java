package grader.machine.os;

import grader.core.console.MachineFault;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Short commands of the system. */
public final class Commands {

    private Commands() {}

    /** Whether it is there, and ended well. */
    public static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException missing) {
            MachineFault.of(missing).ifPresent(fault -> {
                throw fault;
            });
            return false;
        } catch (InterruptedException stop) {
            throw interrupted();
        }
    }

    /**
     * What a command wrote on standard output.
     *
     * @throws Failed with the first error that it told on standard error as JBang does
     */
    public static String output(List<String> command) throws Failed {
        try {
            Path messages = Files.createTempFile("messages", "");
            try {
                Process process = new ProcessBuilder(command).redirectError(messages.toFile()).start();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int code = process.waitFor();
                if (code != 0) {
                    List<String> errors =
                            Files.readAllLines(messages).stream().filter(line -> line.contains("ERROR")).toList();
                    throw new Failed(errors.isEmpty() ? "exit code " + code
                            : errors.getFirst().replaceFirst("^.*\\[ERROR] ", ""));
                }
                return output;
            } finally {
                Files.delete(messages);
            }
        } catch (IOException error) {
            throw UserError.of(error, "running " + command.getFirst());
        } catch (InterruptedException stop) {
            throw interrupted();
        }
    }

    public static UserError interrupted() {
        Thread.currentThread().interrupt();
        return new UserError("interrupted", "start it again");
    }

    /** It did not end well. */
    public static final class Failed extends Exception {

        private static final long serialVersionUID = 1;

        public Failed(String message) {
            super(message);
        }
    }
}
