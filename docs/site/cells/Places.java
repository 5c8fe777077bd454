package docs.site.cells;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the snippets of a session stand: JShell knows them by number, authors and learners by cell and line. */
final class Places {

    /** @param line of the cell in which the snippet begins, from 1 */
    private record Place(String cell, int line) {}

    private final Map<String, Place> bySnippet = new HashMap<>();

    void add(String snippet, String cell, int line) {
        bySnippet.put(snippet, new Place(cell, line));
    }

    /** A frame of a stack, if it is one of a cell: `at line 3`, `at receive, line 5 of cell two-spaces`. */
    Optional<String> frame(StackTraceElement frame, String cell) {
        if (frame.getFileName() == null || !frame.getFileName().startsWith("#")) {
            return Optional.empty();
        }
        return Optional.ofNullable(bySnippet.get(frame.getFileName().substring(1))).map(place -> {
            String method = frame.getMethodName();
            String where = "line " + (place.line() + frame.getLineNumber() - 1)
                    + (place.cell().equals(cell) ? "" : " of cell " + place.cell());
            return "    at " + (method.isEmpty() || method.contains("$") ? where : method + ", " + where);
        });
    }
}
