import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Stands where a task is not written yet. Given.
 *
 * <p>A server with holes still runs: what is missing says so, on standard error or as a 500 with the field `Todo`, and
 * the rest can be tried.
 */
final class Todo extends Error {

    private static final long serialVersionUID = 1;
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

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

    /** What `part` returns. If it is not written yet, says so and goes on with `otherwise`. */
    static <T> T orElse(T otherwise, Supplier<T> part) {
        try {
            return part.get();
        } catch (Todo todo) {
            todo.say();
            return otherwise;
        }
    }

    /** Tells on standard error which task is missing, and where it stands: once, however often it is met. */
    void say() {
        String told = told();
        if (SAID.add(told)) {
            System.err.println(told);
        }
    }

    /** A whole response that names the task and its place. */
    byte[] answer() {
        String body = told() + "\n";
        return ("HTTP/1.1 500 Internal Server Error\r\nTodo: " + task
                + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n" + body).getBytes(UTF_8);
    }

    /** A task of an earlier lab than the one that runs can also be skipped. */
    private String told() {
        String place = place();
        String lab = place.replaceFirst("^labs/(\\d\\d)-.*", "lab$1");
        boolean earlier = !lab.equals(place) && !lab.equals(Script.running());
        return getMessage() + ": " + place
                + (earlier ? "; ./jbang course skip " + lab + " goes on with the reference's" : "");
    }

    /** Such as `labs/01-sockets/Listener.java:38`, since the task may be one of an earlier lab. */
    private String place() {
        StackTraceElement frame = getStackTrace()[0];
        String file = frame.getFileName();
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            try (var found = Files.newDirectoryStream(folder.resolve("labs"), lab -> Files.exists(lab.resolve(file)))) {
                for (Path lab : found) {
                    return folder.relativize(lab.resolve(file)) + ":" + frame.getLineNumber();
                }
            } catch (IOException noLabsHere) {
                // then perhaps further up
            }
        }
        return file + ":" + frame.getLineNumber();
    }
}
