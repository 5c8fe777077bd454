package grader.grading.server;

import grader.core.console.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with the command of `--command`, which a shell runs, and what helps. */
final class CommandErrors {

    /** What a shell takes as one word, or runs by itself, whatever is in it. */
    private static final Pattern WORDS =
            Pattern.compile("\\\\.|'[^']*'|\"(?:\\\\.|[^\"\\\\])*\"|\\$\\([^()]*\\)|`[^`]*`", Pattern.DOTALL);
    /** What ends a command (POSIX, Shell Command Language, 2.9.3); an ampersand in a redirection does not. */
    private static final Pattern END = Pattern.compile("&&|\\|\\|?|;|\\R|(?<![<>&])&(?![>&])");
    private static final Set<String> OF_THE_SHELL = Set.of("cd", "export", "source", ".", "alias", "ulimit");
    private static final String SCRIPT = "a script that ends with: exec ./server \"$@\"";

    private CommandErrors() {}

    /** @throws UserError if it is not one command */
    static void check(Program.Command command) {
        String line = command.line();
        if (line.isBlank()) {
            throw new UserError(command.mode() + " names no program",
                    "give what starts your server, such as --command 'node server.js'");
        }
        Matcher end = END.matcher(WORDS.matcher(line.strip()).replaceAll("x"));
        if (end.find()) {
            throw new UserError(
                    command.mode() + " is more than one command ("
                            + (end.group().isBlank() ? "a line break" : end.group())
                            + "), and the grader starts one program per server",
                    "build the server first, and give only what starts it; or give " + SCRIPT);
        }
    }

    /**
     * The shell could not run it.
     *
     * @param said the lines of standard error
     * @param folder where it ran
     */
    static UserError notRun(Program.Command command, List<String> said, Path folder) {
        String name = command.line().strip().split("\\s", 2)[0].replaceAll("[\"']", "");
        return new UserError(command.mode() + " cannot be run: " + String.join(" ", said),
                said.stream().anyMatch(words -> words.contains(name)) ? remedy(name, folder)
                        : "try it in a shell, with --port 0 after it");
    }

    private static String remedy(String name, Path folder) {
        if (name.contains("=")) {
            return "begin it with env if variables come first: env " + name + " …";
        }
        if (OF_THE_SHELL.contains(name)) {
            return "give one program and its arguments; or " + SCRIPT;
        }
        boolean isPath = name.contains("/");
        Path file = folder.resolve(name);
        if ((isPath || name.matches(".*\\.[a-z]+")) && Files.notExists(file)) {
            return "relative paths begin in " + folder + ", where it runs";
        }
        if (!Files.isRegularFile(file)) {
            return isPath ? "give a program" : "install " + name + ", or give its whole path";
        }
        if (!Files.isExecutable(file)) {
            return "name the program that runs this file, such as: node " + name;
        }
        return isPath ? "its first line names a program that is not here"
                : "the shell looks only in PATH: give ./" + name;
    }
}
