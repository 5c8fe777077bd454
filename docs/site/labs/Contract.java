package docs.site.labs;

import grader.core.source.DocComment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.Node;

/**
 * What a method promises, as text that wraps: its documentation comment without the signs around it. Block tags become
 * a list.
 */
final class Contract {

    private static final Pattern COMMENT = Pattern.compile("\\A/\\*\\*(.*?)\\*/\\s*", Pattern.DOTALL);
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
                .collect(Collectors.joining("\n"));
        List<String> parts = new ArrayList<>(List.of(BLOCK_TAG.split(lines)));
        String text = paragraphs(marked(parts.removeFirst().replaceAll("\\n{2,}", "<p>")));
        String tags = parts.stream().map(Contract::tag).collect(Collectors.joining());
        return "<div class=\"contract\">" + text + (tags.isEmpty() ? "" : "<ul>" + tags + "</ul>") + "</div>";
    }

    /** Well-formed: comments leave out the end of a paragraph, and its beginning after a list. */
    private static String paragraphs(String html) {
        Document parsed = Jsoup.parseBodyFragment("<p>" + html.replaceAll("</(?:ul|ol|pre)>", "$0<p>"));
        parsed.outputSettings().prettyPrint(false);
        parsed.select("p").stream().filter(each -> !each.hasText()).forEach(Node::remove);
        return parsed.body().html();
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
        return DocComment.html(text.replaceAll("\\s+", " "));
    }
}
