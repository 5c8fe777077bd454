package grader.core.source;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a documentation comment as its readers see it: what is between backticks is code, and inline tags are
 * replaced by what they show. `{@link Sockets#open}` shows `Sockets.open`.
 */
public final class DocComment {

    private static final Pattern CODE_OR_TAG = Pattern.compile("`([^`]*)`|\\{@(\\w+)");
    private static final Pattern LABELED = Pattern.compile("[\\w.$#]+(?:\\([^)]*\\))?\\s+(.+)", Pattern.DOTALL);
    private static final Pattern ELEMENT = Pattern.compile("</?[a-zA-Z][^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,6})|#[xX](\\p{XDigit}{1,5})|(\\w{2,8}));");
    private static final Map<String, String> NAMED = Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'",
            "nbsp", " ", "hellip", "…", "ndash", "–", "mdash", "—");

    private DocComment() {}

    /** The text as HTML. */
    public static String html(String comment) {
        StringBuilder html = new StringBuilder();
        Matcher part = CODE_OR_TAG.matcher(comment);
        int from = 0;
        while (part.find(from)) {
            html.append(comment, from, part.start());
            if (part.group(1) != null) {
                html.append(code(decoded(part.group(1))));
                from = part.end();
            } else {
                int end = end(comment, part.end());
                html.append(shown(part.group(2), comment.substring(part.end(), end).strip()));
                from = Math.min(end + 1, comment.length());
            }
        }
        return html.append(comment.substring(from)).toString();
    }

    /** The text without elements and entities; code stays between backticks. */
    public static String plain(String comment) {
        String html = html(comment).replaceAll("</?code>", "`");
        return decoded(ELEMENT.matcher(html).replaceAll(""));
    }

    /** The place of the brace that closes a tag, or the end of the text. */
    private static int end(String comment, int from) {
        int open = 1;
        for (int i = from; i < comment.length(); i++) {
            char c = comment.charAt(i);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (open == 0) {
                return i;
            }
        }
        return comment.length();
    }

    private static String shown(String tag, String content) {
        Matcher labeled = LABELED.matcher(content);
        String reference = labeled.matches() ? labeled.group(1) : content.replaceFirst("^#", "").replace('#', '.');
        return switch (tag) {
            case "link", "value" -> code(decoded(reference));
            case "linkplain" -> reference;
            case "literal" -> escaped(content);
            case "return" -> "Returns " + html(content) + ".";
            case "inheritDoc" -> "";
            default -> code(content);
        };
    }

    private static String code(String text) {
        return "<code>" + escaped(text) + "</code>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String decoded(String text) {
        return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
    }

    private static String character(MatchResult entity) {
        if (entity.group(3) != null) {
            return NAMED.getOrDefault(entity.group(3), entity.group());
        }
        int code = entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isValidCodePoint(code) ? Character.toString(code) : entity.group();
    }
}
