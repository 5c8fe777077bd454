package grader.talk;

import grader.lab.Course;
import grader.lab.Starter;
import grader.tests.reference.ReferenceParts;
import grader.tests.reference.ReferenceParts.Change;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The parts up to lab 07, compiled together with {@link Server}. Copies may have a text changed. */
public final class HttpParts {

    private static final String LAB = "lab07";

    private final ReferenceParts parts;
    private final ReferenceParts.Maker<Server> servers;

    private HttpParts(ReferenceParts parts) {
        this.parts = parts;
        this.servers = parts.maker(Server.class, Setting.class);
    }

    /** @param folder of one's own, for classes */
    public static HttpParts ofReference(Path folder) {
        return of(Starter.referenceUpTo(Course.here().lab(LAB)), folder);
    }

    /**
     * What a part would print goes to the {@link Witness}: a fault, and that a task is not written.
     *
     * @param sources file names to texts
     * @throws IllegalStateException if they cannot be compiled
     */
    public static HttpParts of(Map<String, String> sources, Path folder) {
        Map<String, String> told = new TreeMap<>(sources);
        told.replaceAll((file, text) -> text.replaceAll("(\\w+)\\.printStackTrace\\(\\)", "Caller.fails($1)")
                .replace("System.err.println(", "Caller.prints("));
        told.put("Letters.java", LettersSourceText.TEXT);
        told.put("Watched.java", WatchedSourceText.TEXT);
        return new HttpParts(ReferenceParts.of(told, ServerSourceText.TEXT, folder));
    }

    /** As {@link ReferenceParts#with}. */
    public HttpParts with(Change... changes) {
        return new HttpParts(parts.with(changes));
    }

    public Subject subject(Setting setting) {
        return Subject.of(servers.make(setting), setting);
    }
}
