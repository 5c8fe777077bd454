package grader.core.console;

import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * This machine has no more of what the grader needs: memory, disk, ports, descriptors, processes. That says nothing
 * about a submission.
 */
public final class MachineFault extends RuntimeException {

    /** What each message begins with. */
    public static final String PREFIX = "by this machine's fault: ";

    private static final long serialVersionUID = 1;

    private static final Pattern EXHAUSTED = Pattern.compile("Too many open files|Cannot assign requested address"
            + "|Cannot allocate memory|Resource temporarily unavailable|No buffer space|No space left"
            + "|error=(?:11|12|23|24|28)\\b");

    public MachineFault(String what) {
        super(PREFIX + what, null, false, false);
    }

    /** An error as the fault of this machine, if it is. A client that connects binds its socket to a port, too. */
    public static Optional<MachineFault> of(IOException error) {
        return error instanceof BindException || EXHAUSTED.matcher(String.valueOf(error.getMessage())).find()
                ? Optional.of(new MachineFault(error.getMessage()))
                : Optional.empty();
    }
}
