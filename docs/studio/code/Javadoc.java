package docs.studio.code;

import grader.core.source.DocComment;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A documentation comment in words. */
public final class Javadoc {

    private static final String TAG = "(?m)(?=^\\s*@\\w)";

    private Javadoc() {}

    /** What stands before the first tag, on one line. */
    public static String summary(String comment) {
        return line(comment.split(TAG, 2)[0]);
    }

    /** All of it: its paragraphs, and below them a line for each tag. */
    static String words(String comment) {
        String[] parts = comment.split(TAG);
        String text = Stream.of(parts[0].split("<p>|<li>|<pre>|\\n\\s*\\n"))
                .map(Javadoc::line)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n\n"));
        String tags = Stream.of(parts)
                .skip(1)
                .map(Javadoc::line)
                .filter(line -> line.matches("@(param|return|throws|exception)\\b.*"))
                .collect(Collectors.joining("\n"));
        return (text + "\n\n" + tags).strip();
    }

    private static String line(String comment) {
        return DocComment.plain(comment).replaceAll("\\s+", " ").strip();
    }
}
