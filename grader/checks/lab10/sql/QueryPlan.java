package grader.checks.lab10.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What EXPLAIN ANALYZE says, of H2 or PostgreSQL.
 *
 * @param rows how many rows were read from tables or indexes
 */
public record QueryPlan(String text, long rows, boolean sorts) {

    private static final Pattern REMARK = Pattern.compile("/\\* (.*?) \\*/");
    /** H2: `scanCount: 21` for each table; PostgreSQL: the rows of each scan, and those that a filter has removed. */
    private static final Pattern READ = Pattern.compile("(?i)scanCount: (\\d+)"
            + "|Scan\\b.*\\(actual.*? rows=(\\d+)(?:\\.\\d+)? loops|Rows Removed by (?:Filter|Index Recheck): (\\d+)");

    /** H2's remarks, without the query around them. */
    String inShort() {
        return REMARK.matcher(text)
                .results()
                .map(remark -> remark.group(1))
                .collect(Collectors.joining("; "));
    }

    public static QueryPlan of(String plan) {
        long rows = 0;
        Matcher read = READ.matcher(plan);
        while (read.find()) {
            for (int group = 1; group <= read.groupCount(); group++) {
                rows += read.group(group) == null ? 0 : Long.parseLong(read.group(group));
            }
        }
        boolean isPostgres = plan.contains("(actual");
        String text = plan.strip().replaceAll("\\s+", " ");
        return new QueryPlan(text, rows, isPostgres
                ? Pattern.compile("(?m)^\\W*(Incremental )?Sort\\b").matcher(plan).find()
                : plan.toLowerCase(Locale.ROOT).contains("order by") && !plan.contains("/* index sorted"));
    }
}
