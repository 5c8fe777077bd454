import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signals that a task is not done yet.
 *
 * <p>A method that cannot work without the task throws this exception: the request gets a 500 that names the task and
 * its place. If the server can run without the task, `report` names it on standard error, and the lines after that call
 * are what the server does until you write yours.
 */
final class Todo extends HttpException {

    private static final long serialVersionUID = 1;
    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

    Todo(String task) {
        super(500, message(task, caller()));
    }

    /** Names the task on standard error, but only the first time. */
    static void report(String task) {
        StackWalker.StackFrame place = caller();
        if (REPORTED.add(place.getFileName() + place.getLineNumber())) {
            System.err.println(message(task, place));
        }
    }

    /** Returns a complete 500 response. Its content names the task; a `reason` that names a task is kept. */
    static byte[] response(String task, String reason) {
        String body = (reason.contains(" is not written yet: ") ? reason.strip() : message(task, caller())) + "\n";
        return ("HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\nConnection: close\r\n\r\n" + body).getBytes(UTF_8);
    }

    private static StackWalker.StackFrame caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().endsWith("Todo")).findFirst().get());
    }

    /** Returns the message for a task. If the task is in an earlier lab, the message also says how to skip it. */
    private static String message(String task, StackWalker.StackFrame frame) {
        String place = place(frame.getFileName()) + ":" + frame.getLineNumber();
        String lab = place.replaceFirst("^labs/(\\d\\d)-.*", "lab$1");
        boolean earlier = !lab.equals(place) && !lab.equals(Launcher.labName());
        return "task " + task + " is not written yet: " + place
                + (earlier ? "; ./jbang course skip " + lab + " goes on with the reference's" : "");
    }

    /** Returns a path such as `labs/01-sockets/Listener.java`, since the task may be in an earlier lab. */
    private static String place(String file) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            try (var found = Files.newDirectoryStream(folder.resolve("labs"), lab -> Files.exists(lab.resolve(file)))) {
                for (Path lab : found) {
                    return folder.relativize(lab.resolve(file)).toString();
                }
            } catch (IOException noLabsHere) {
                // No labs here; try the parent folder.
            }
        }
        return file;
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
