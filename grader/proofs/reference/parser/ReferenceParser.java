package grader.proofs.reference.parser;

import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;

/** The parser of lab 03's reference. Copies may have a text changed. */
public final class ReferenceParser {

    private static final Change COUNTS =
            new Change("IncrementalParser.java", "at = Ascii.skip(", "at = Caller.skip(");

    private final PackagedParts parts;
    private final PackagedParts.Maker<Connection> connections;

    private ReferenceParser(PackagedParts parts) {
        this.parts = parts;
        this.connections = parts.maker(Connection.class, int.class);
    }

    /** @param folder of the test's own */
    public static ReferenceParser in(Path folder) {
        return new ReferenceParser(PackagedParts.ofReference(3, CALLER, folder));
    }

    /** As {@link PackagedParts#with}. */
    public ReferenceParser with(Change... changes) {
        return new ReferenceParser(parts.with(changes));
    }

    /** A parser that counts the bytes it looks at. */
    public ReferenceParser counting() {
        return with(COUNTS);
    }

    public Connection connection(int maxBody) {
        return connections.make(maxBody);
    }

    private static final String CALLER = Parts.source("grader/proofs/reference/parts/parser/Caller.java");
}
