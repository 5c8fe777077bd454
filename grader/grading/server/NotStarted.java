package grader.grading.server;

import grader.clients.http.CheckFailed;

/** The server did not start, so that whatever the check is about could not even be asked. */
public final class NotStarted extends CheckFailed {

    /** Stands in the place of the check's own explanation if its first server does not start. */
    public static final String EXPLANATION = "A server has started once a line of its standard output ends in "
            + "`listening on http://HOST:PORT`, with the address at which it listens; for `--port 0` that is the "
            + "port that it got. "
            + "Flush the line: what goes into a pipe stays in a buffer otherwise, in many languages.";

    private static final long serialVersionUID = 1;

    NotStarted(String message) {
        super(message);
    }
}
