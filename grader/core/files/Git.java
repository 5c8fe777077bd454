package grader.core.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import grader.core.console.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the user's git in a folder. It never asks for a password, and a silent server is given up after a minute. */
public final class Git {

    /** What a git command said. */
    public record Answer(int exitCode, String out, String err) {
        public boolean isGood() {
            return exitCode == 0;
        }
    }

    private final Path folder;

    public Git(Path folder) {
        this.folder = folder;
    }

    /** Standard output of a command that has to succeed. */
    public String run(String doing, String... arguments) {
        return feed(doing, "", arguments);
    }

    /** The same with a standard input. */
    public String feed(String doing, String input, String... arguments) {
        Answer answer = ask(input, arguments);
        if (!answer.isGood()) {
            String why = answer.err()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("exit code " + answer.exitCode());
            throw new UserError(doing + " failed: git says: " + why, "fix that and try again");
        }
        return answer.out();
    }

    /** @throws UserError if there is no git */
    public Answer ask(String input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString(), "--literal-pathspecs"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_HTTP_LOW_SPEED_LIMIT", "1");
        builder.environment().put("GIT_HTTP_LOW_SPEED_TIME", "60");
        builder.environment().put("LC_ALL", "C");
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
            Process process = builder.start();
            Future<String> err = threads.submit(() -> text(process.getErrorStream()));
            threads.submit(() -> send(process, input));
            String out = text(process.getInputStream());
            return new Answer(process.waitFor(), out, err.get());
        } catch (IOException missing) {
            throw new UserError("git cannot be started (" + missing.getMessage() + ")",
                    "install it (https://git-scm.com), or download the course again and copy your labs/ folder "
                            + "into it");
        } catch (InterruptedException | ExecutionException error) {
            throw new UserError("git was interrupted", "try again");
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), UTF_8);
    }

    private static void send(Process process, String input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input.getBytes(UTF_8));
        } catch (IOException ended) {
            // It did not want to know more.
        }
    }
}
