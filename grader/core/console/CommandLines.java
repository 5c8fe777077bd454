package grader.core.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Command lines as all programs of the course have them: what goes wrong is one line with the remedy on standard error
 * and exit code 2; a stack trace is never shown.
 */
public final class CommandLines {

    private static final int CANNOT = 2;

    private CommandLines() {}

    /** A picocli command line for an annotated command, in the charset of standard output. */
    public static CommandLine of(Object command) {
        return new CommandLine(command)
                .setOut(new PrintWriter(System.out, true))
                .setErr(new PrintWriter(System.err, true))
                .setExecutionStrategy(CommandLines::run)
                .setParameterExceptionHandler(CommandLines::wrong)
                .setExecutionExceptionHandler(CommandLines::failed);
    }

    /** Java would end with exit code 1, and 1 says that a check has failed. */
    private static int run(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (VirtualMachineError full) {
            return say(parsed.commandSpec().commandLine(), "Java has not enough memory: " + full.getMessage(),
                    "close other programs, or use a larger machine");
        }
    }

    private static int wrong(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String what = oneLine(error.getMessage());
        if (error instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            what += " (did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?)";
        }
        return say(command, what, "./jbang " + name + " --help lists what it takes");
    }

    private static int failed(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        Throwable cause = error instanceof UncheckedIOException io ? io.getCause() : error;
        UserError problem = switch (cause) {
            case UserError known -> known;
            case IOException io -> UserError.of(io, command.getCommandName());
            default -> new UserError("a mistake in the course: " + cause + place(cause),
                    "please report it, with what you typed");
        };
        return say(command, problem.getMessage(), problem.remedy());
    }

    private static int say(CommandLine command, String what, String remedy) {
        command.getErr()
                .println(command.getCommandSpec().qualifiedName() + ": " + oneLine(what) + "; " + oneLine(remedy));
        command.getErr().flush();
        return CANNOT;
    }

    private static String place(Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        return trace.length == 0 ? "" : " (" + trace[0].getFileName() + ":" + trace[0].getLineNumber() + ")";
    }

    private static String oneLine(String text) {
        return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
