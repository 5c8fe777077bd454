package docs.site.notebooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import docs.site.cells.Outcome;
import java.util.List;

/** A notebook in the making, as nbformat 4.5 describes it. Cells are added from the top. */
final class Notebook {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ArrayNode cells = JSON.arrayNode();
    private int codes;

    void text(String markdown) {
        ObjectNode cell = cells.addObject().put("cell_type", "markdown").put("id", "text-" + cells.size());
        cell.putObject("metadata");
        cell.set("source", lines(markdown));
    }

    /**
     * @param outcome what it came to; with none in it, it counts as not run
     * @param fails whether it is to end with an error: then the cells below it run all the same
     */
    void code(String id, String source, Outcome outcome, boolean fails) {
        ObjectNode cell = cells.addObject().put("cell_type", "code").put("id", id);
        ObjectNode metadata = cell.putObject("metadata");
        if (fails) {
            metadata.putArray("tags").add("raises-exception");
        }
        boolean run = !outcome.lines().isEmpty();
        if (run) {
            cell.put("execution_count", ++codes);
        } else {
            cell.putNull("execution_count");
        }
        cell.set("source", lines(source));
        cell.set("outputs", Outputs.of(outcome, codes));
    }

    void code(String id, String source) {
        code(id, source, new Outcome(List.of()), false);
    }

    /** Text as notebooks hold it: a list of lines with their ends, so that changes are seen line by line. */
    static ArrayNode lines(String text) {
        ArrayNode lines = JSON.arrayNode();
        int start = 0;
        do {
            int end = text.indexOf('\n', start) + 1;
            lines.add(text.substring(start, end == 0 ? text.length() : end));
            start = end == 0 ? text.length() : end;
        } while (start < text.length());
        return lines;
    }

    /** The file's text. */
    String json() {
        ObjectNode all = JSON.objectNode();
        all.set("cells", cells);
        ObjectNode metadata = all.putObject("metadata");
        metadata.putObject("kernelspec")
                .put("display_name", KernelName.SHOWN)
                .put("language", "java")
                .put("name", KernelName.ID);
        metadata.putObject("language_info")
                .put("file_extension", ".java")
                .put("mimetype", "text/x-java-source")
                .put("name", "java");
        all.put("nbformat", 4).put("nbformat_minor", 5);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter(" ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter(" ", "\n"));
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(all) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
