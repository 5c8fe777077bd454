package docs.site.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/**
 * Colours Java 25 source: HTML with an element for each keyword, type, string, number and comment. A page of a lab has
 * a thousand of them, so the frequent kinds have the shortest elements that carry no meaning of their own; a `span` for
 * all of them made a page up to 20 KB larger. `theme/code.css` gives them their colours.
 *
 * <p>It knows tokens, not grammar. A contextual keyword is one where its neighbours say so: `record Point(` has one,
 * `record.id()` has none.
 */
public final class JavaHighlighter {

    private static final Pattern TOKEN = Pattern.compile(String.join("|",
            "(?<comment>//[^\\n]*|/\\*(?s:.*?)(?:\\*/|\\z))",
            "(?<string>\"\"\"(?s:.*?)(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+')",
            "(?<meta>@(?!interface\\b)[A-Za-z_][\\w.]*)",
            "(?<number>\\b(?:0[xX][\\da-fA-F_.]+(?:[pP][+-]?\\d+)?|0[bB][01_]+|"
                    + "\\d[\\d_]*(?:\\.[\\d_]+)?(?:[eE][+-]?\\d+)?)[lLfFdD]?\\b)",
            "(?<bool>\\b(?:true|false|null)\\b)",
            "(?<keyword>" + keywords() + ")",
            "(?<typeName>\\b[A-Z]\\w*\\b)",
            "(?<other>\\b[\\w$]+\\b)"));        // eats names whole, so that no keyword is found inside one

    /** The element of each kind of token. Kinds of one colour share one. */
    private static final Map<String, String> ELEMENTS =
            Map.of("comment", "em", "string", "u", "meta", "i",
                    "number", "var", "bool", "b", "keyword", "b", "typeName", "i");

    private JavaHighlighter() {}

    private static String keywords() {
        String always = """
                abstract assert boolean break byte case catch char class const continue default do double else enum \
                extends final finally float for goto if implements import instanceof int interface long native new \
                package private protected public return short static strictfp super switch synchronized this throw \
                throws transient try void volatile while""".replace(' ', '|');
        return String.join("|",
                "@interface\\b",
                "\\bnon-sealed\\b",
                "\\b(?:" + always + ")\\b",
                "\\bsealed\\b(?=\\s+(?:abstract|class|interface|public|static))",
                "\\bpermits\\b(?=\\s+[A-Z])",
                "\\brecord\\b(?=\\s+[A-Z])",
                "\\byield\\b(?=\\s+[^\\s=.;)])",
                "\\bvar\\b(?=\\s+[\\w$]+\\s*[=:;,)])",
                "(?<=[\\w)]\\s)when\\b(?=\\s+[\\w(!])",
                "(?<=\\bimport )module\\b");
    }

    /** HTML for `source`. No element crosses the end of a line. */
    public static String html(String source) {
        StringBuilder html = new StringBuilder();
        int done = 0;
        Matcher tokens = TOKEN.matcher(source);
        while (tokens.find()) {
            html.append(Entities.escape(source.substring(done, tokens.start())));
            append(html, tokens);
            done = tokens.end();
        }
        html.append(Entities.escape(source.substring(done)));
        return html.toString().replace("</b> <b>", " ");
    }

    private static void append(StringBuilder html, Matcher token) {
        String text = Entities.escape(token.group());
        for (var kind : ELEMENTS.entrySet()) {
            if (token.start(kind.getKey()) >= 0) {
                String open = "<" + kind.getValue() + ">";
                String close = "</" + kind.getValue() + ">";
                html.append(open).append(text.replace("\n", close + "\n" + open)).append(close);
                return;
            }
        }
        html.append(text);
    }
}
