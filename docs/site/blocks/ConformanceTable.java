package docs.site.blocks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import grader.core.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/**
 * How servers stand to the requirements of the RFCs: conformance.yaml as two tables. They are large, so every byte of a
 * row counts.
 */
record ConformanceTable(String recorded, List<Server> servers, List<Row> requirements) {

    record Server(String name, String version, String command) {}

    /** @param marks a sign a server: `+` met, `-` unmet, `.` not applicable */
    record Row(String id, String level, String clause, String group, String says, String marks) {}

    private static final List<String> LEVELS = List.of("MUST", "SHOULD", "ADVICE");

    static ConformanceTable read(Path file) {
        try {
            return new ObjectMapper(new YAMLFactory()).readValue(Files.readString(file), ConformanceTable.class);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + file.getFileName());
        }
    }

    /** A row a server: how many of each level it meets. */
    String sums() {
        Element table = table("Requirements met, of those that concern the server. Recorded " + recorded + ".");
        Element head = table.selectFirst("thead tr");
        List.of("Server", "Version", "MUST", "SHOULD", "Advice", "Not applicable")
                .forEach(name -> head.appendElement("th").attr("scope", "col").text(name));
        for (int i = 0; i < servers.size(); i++) {
            Element row = table.selectFirst("tbody").appendElement("tr");
            row.appendElement("th").attr("scope", "row").text(servers.get(i).name());
            row.appendElement("td").text(servers.get(i).version().isEmpty() ? "lab 09" : servers.get(i).version());
            for (String level : LEVELS) {
                long met = count(i, level, '+');
                long of = met + count(i, level, '-');
                row.appendElement("td").text("%s of %s, %s %%".formatted(met, of, of == 0 ? 0 : 100 * met / of));
            }
            int server = i;
            row.appendElement("td")
                    .text(String
                            .valueOf(requirements.stream().filter(one -> one.marks().charAt(server) == '.').count()));
        }
        return table.outerHtml();
    }

    private long count(int server, String level, char mark) {
        return requirements.stream()
                .filter(row -> row.level().equals(level) && row.marks().charAt(server) == mark)
                .count();
    }

    /** A row a requirement, in groups. */
    String whole() {
        Element table = table("✓ met, ✗ unmet, – not applicable");
        Element head = table.selectFirst("thead tr");
        List.of("What a server does", "Asked by")
                .forEach(name -> head.appendElement("th").attr("scope", "col").text(name));
        servers.forEach(one -> head.appendElement("th").attr("scope", "col").text(one.name()));
        table.selectFirst("tbody").remove();
        String group = "";
        Element body = table;
        for (Row row : requirements) {
            if (!group.equals(row.group())) {
                group = row.group();
                body = table.appendElement("tbody");
                body.appendElement("tr")
                        .appendElement("th")
                        .attr("colspan", String.valueOf(2 + servers.size()))
                        .attr("scope", "rowgroup")
                        .text(group);
            }
            append(body.appendElement("tr"), row);
        }
        return table.outerHtml();
    }

    private static void append(Element line, Row row) {
        line.attr("id", "r-" + row.id());
        line.appendElement("th").attr("scope", "row").append(code(row.says()));
        line.appendElement("td").append(row.level() + "<br>" + row.clause().replace("RFC ", ""));
        for (char mark : row.marks().toCharArray()) {
            Element cell = line.appendElement("td").text(mark == '+' ? "✓" : mark == '-' ? "✗" : "–");
            if (mark == '-') {
                cell.addClass("no");
            }
        }
    }

    /** What stands between backticks is code. */
    private static String code(String says) {
        return Entities.escape(says).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    private static Element table(String caption) {
        Document page = Jsoup.parseBodyFragment(
                "<table class=tableblock><caption></caption><thead><tr></tr></thead><tbody></tbody></table>");
        page.outputSettings().prettyPrint(false);
        Element table = page.selectFirst("table");
        table.selectFirst("caption").text(caption);
        return table;
    }
}
