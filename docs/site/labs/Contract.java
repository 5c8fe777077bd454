package docs.site.labs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/**
 * What a method promises, as text that wraps: its documentation comment without the signs around it. Backticks and
 * inline tags become code, block tags become a list.
 */
final class Contract {

    private static final Pattern COMMENT = Pattern.compile("\\A/\\*\\*(.*?)\\*/\\s*", Pattern.DOTALL);
    private static final Pattern INLINE_TAG = Pattern.compile("\\{@\\w+ +#?([^}]*)}");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern BLOCK_TAG = Pattern.compile("(?m)^(?=@(?:param|return|throws)\\b)");

    private Contract() {}

    /** The HTML of the comment that a method begins with; empty if it begins with none. */
    static String html(String method) {
        return COMMENT.matcher(method).results().findFirst().map(found -> text(found.group(1))).orElse("");
    }

    /** The method without that comment. */
    static String without(String method) {
        return COMMENT.matcher(method).replaceFirst("");
    }

    private static String text(String comment) {
        String lines = comment.lines()
                .map(line -> line.strip().replaceFirst("^\\* ?", ""))
                .collect(
                        Collectors.joining("\n"));
        List<String> parts = new ArrayList<>(List.of(BLOCK_TAG.split(lines)));
        String paragraphs = Pattern.compile("\n*<p>|\n{2,}")
                .splitAsStream(parts.removeFirst())
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(each -> "<p>" + marked(each) + "</p>")
                .collect(Collectors.joining());
        String tags = parts.stream().map(Contract::tag).collect(Collectors.joining());
        return "<div class=\"contract\">" + paragraphs + (tags.isEmpty() ? "" : "<ul>" + tags + "</ul>") + "</div>";
    }

    /** `@param host where to listen` and the like: what it is about, then what is said of it. */
    private static String tag(String tag) {
        String[] words = tag.strip().split("\\s+", 3);
        return switch (words[0]) {
            case "@param" -> "<li><code>" + Entities.escape(words[1]) + "</code>: " + marked(words[2]) + "</li>";
            case "@throws" -> "<li>throws <code>" + Entities.escape(words[1]) + "</code>: " + marked(words[2])
                    + "</li>";
            default -> "<li>returns " + marked(tag.strip().replaceFirst("^@return\\s+", "")) + "</li>";
        };
    }

    private static String marked(String text) {
        String escaped = Entities.escape(text.replaceAll("\\s+", " "));
        return CODE.matcher(INLINE_TAG.matcher(escaped).replaceAll("<code>$1</code>")).replaceAll("<code>$1</code>");
    }
}
