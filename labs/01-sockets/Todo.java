import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/**
 * Stands where a task is not written yet. Given.
 *
 * <p>A server with holes still runs: what is missing says so, on standard error or as a 500 with the
 * field `Todo`, and the rest can be tried.
 */
final class Todo extends Error {

    private static final long serialVersionUID = 1;

    private final String task;

    Todo(String task) {
        super("task " + task + " is not written yet");
        this.task = task;
    }

    interface Part {
        void run() throws IOException;
    }

    /** Runs `part`; if it is not written yet, says so and goes on. */
    static void tolerate(Part part) {
        try {
            part.run();
        } catch (Todo todo) {
            todo.say();
        } catch (IOException error) {
            System.err.println(error);
        }
    }

    /** Tells on standard error which task is missing, and where it stands. */
    void say() {
        StackTraceElement place = getStackTrace()[0];
        System.err.println(getMessage() + ": " + place.getFileName() + ":" + place.getLineNumber());
    }

    /** A whole response that names the task. */
    byte[] answer() {
        return ("HTTP/1.1 500 Internal Server Error\r\nTodo: " + task + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                .getBytes(ISO_8859_1);
    }
}
