package grader.proofs.protocol;

import grader.core.course.Course;
import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The parts up to lab 07, compiled together with {@link Server}. Copies may have a text changed. */
public final class HttpParts {

    /** The number of the last lab. */
    public static final int LAST = 7;

    private static final String FOLDER = "grader/proofs/protocol/parts/";

    private final PackagedParts parts;
    private final PackagedParts.Maker<Server> servers;

    private HttpParts(PackagedParts parts) {
        this.parts = parts;
        this.servers = parts.maker(Server.class, Setting.class);
    }

    /** @param folder of one's own, for classes */
    public static HttpParts ofReference(Path folder) {
        return of(Parts.upTo(Course.here(), LAST, false), folder);
    }

    /**
     * What a part would print goes to the {@link HandlerProbe}: a fault, and that a task is not written.
     *
     * @param sources file names to texts
     * @throws grader.core.console.UserError if they cannot be compiled
     */
    public static HttpParts of(Map<String, String> sources, Path folder) {
        Map<String, String> told = new TreeMap<>(sources);
        told.replaceAll((file, text) -> text.replaceAll("(\\w+)\\.printStackTrace\\(\\)", "Caller.fails($1)")
                .replace("System.err.println(", "Caller.prints("));
        told.put("Letters.java", Parts.source(FOLDER + "Letters.java"));
        told.put("Watched.java", Parts.source(FOLDER + "Watched.java"));
        return new HttpParts(PackagedParts.of(told, Parts.source(FOLDER + "Caller.java"), folder));
    }

    /** As {@link PackagedParts#with}. */
    public HttpParts with(Change... changes) {
        return new HttpParts(parts.with(changes));
    }

    public Subject subject(Setting setting) {
        return Subject.of(servers.make(setting), setting);
    }
}
