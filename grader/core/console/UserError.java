package grader.core.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/**
 * An error that the user can fix: what is wrong (with file, flag or value), and the remedy. Never shown as a stack
 * trace.
 */
public class UserError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    public UserError(String what, String remedy) {
        super(what, null, false, false);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }

    /** Both on one line. */
    public String line() {
        return getMessage() + "; " + remedy;
    }

    /** An I/O error in the words of a user: `doing` says what was tried, such as "writing labs/.progress.json". */
    public static UserError of(IOException error, String doing) {
        String why = switch (error) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> String.valueOf(error.getMessage());
        };
        String remedy = why.contains("No space left") ? "free some disk space"
                : why.contains("Read-only") || error instanceof AccessDeniedException
                        ? "make it writable, or work on a copy elsewhere"
                        : "check the path and try again";
        return new UserError(doing + " failed: " + why, remedy);
    }
}
