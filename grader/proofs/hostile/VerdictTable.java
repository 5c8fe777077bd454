package grader.proofs.hostile;

import java.util.List;

/** The verdicts of all hostile submissions as a table in Markdown: a part of the README next to this file. */
public final class VerdictTable {

    private static final String HEAD = """
            | A submission that … | layer 1 | layer 2 |
            |---|---|---|
            """;

    private VerdictTable() {}

    /** The text of the table. */
    public static String of(List<Hostile> all) {
        StringBuilder table = new StringBuilder(HEAD);
        all.forEach(one -> table.append("| ")
                .append(one.does())
                .append(" | ")
                .append(one.layer1())
                .append(" | ")
                .append(one.layer2())
                .append(" |\n"));
        return table.toString();
    }
}
