package grader.commands;

import grader.core.console.UserError;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a shortcut that the inspection finds means for the score. */
final class ShortcutChoice {

    enum Use { report, zero }

    @Option(names = "--on-shortcut", paramLabel = "report|zero",
            description = "what happens if the class files use something that could replace the work, such as another "
                    + "process, an internal API or a file elsewhere: it is reported, or the score is 0 "
                    + "(default: report)")
    private Optional<Use> use = Optional.empty();

    /** @param foreign the option for a program of the user's own, if it was given */
    boolean isZero(Optional<String> foreign) {
        if (use.isPresent() && foreign.isPresent()) {
            throw new UserError("--on-shortcut and " + foreign.get() + " do not go together",
                    "only a submission in Java, which the grader compiles, can be inspected");
        }
        return use.equals(Optional.of(Use.zero));
    }
}
