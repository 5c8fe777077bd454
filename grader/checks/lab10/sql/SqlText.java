package grader.checks.lab10.sql;

import grader.core.source.TaskMethods;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files in SQL, cut into sections and statements. */
final class SqlText {

    /** A text, a name or a comment, in which a semicolon ends nothing. */
    private static final Pattern PART =
            Pattern.compile("(?s)'(?:[^']|'')*'|\"[^\"]*\"|(?<comment>--[^\\n]*|/\\*.*?\\*/)|(?<end>;)|\\s+|.");

    private SqlText() {}

    /** What a database says of a statement, without that. */
    static String words(SQLException failed) {
        return failed.getMessage().replaceFirst("(?s); SQL statement:.*", "");
    }

    /** The statements of each section, by its name. */
    static Map<String, List<String>> sections(String name, String text) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        TaskMethods.in(name, text)
                .methods()
                .forEach(section -> all.put(section.name(),
                        statements(text.substring(section.bodyStart(), section.bodyEnd()))));
        return all;
    }

    /** The statements of a text, without comments, each on one line. */
    private static List<String> statements(String text) {
        List<String> all = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        Matcher part = PART.matcher(text + "\n;");
        while (part.find()) {
            if (part.group("end") != null) {
                if (!statement.toString().isBlank()) {
                    all.add(statement.toString().strip());
                }
                statement.setLength(0);
            } else {
                statement.append(part.group("comment") != null || part.group().isBlank() ? " " : part.group());
            }
        }
        return all;
    }
}
