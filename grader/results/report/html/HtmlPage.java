package grader.results.report.html;

import grader.clients.http.Bytes;
import java.nio.charset.StandardCharsets;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/**
 * An HTML file that needs nothing else: no script, no request, light and dark, and good on paper. What is put into it
 * with jsoup's `appendElement`, `text` and `attr` is escaped. Controls and marks that turn the direction of writing
 * become visible.
 *
 * <p>Use `h1` once, then `h2` and so on. {@link PageStyle} says which classes there are.
 */
public final class HtmlPage {

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private final Document document = Document.createShell("");
    private final Element main;

    public HtmlPage(String title) {
        document.prependChild(new DocumentType("html", "", ""));
        document.selectFirst("html").attr("lang", "en");
        document.charset(StandardCharsets.UTF_8);
        document.outputSettings().prettyPrint(false);
        Element head = document.head();
        head.appendElement("meta").attr("http-equiv", "Content-Security-Policy").attr("content", POLICY);
        head.appendElement("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1");
        head.appendElement("title").text(title);
        head.appendElement("style").appendChild(new DataNode(PageStyle.CSS));
        main = document.body().appendElement("main");
    }

    /** Where the content goes. */
    public Element main() {
        return main;
    }

    /** Puts the page's heading at its top, below the name of the course. */
    public Element heading(String text) {
        Element header = main.appendElement("header");
        header.appendElement("p").addClass("label").text("Inside the Server");
        return header.appendElement("h1").text(text);
    }

    /** Rules of CSS for this kind of page; they contain nothing of a submission. */
    public HtmlPage style(String css) {
        document.head().appendElement("style").appendChild(new DataNode(css));
        return this;
    }

    /** A list of facts. @param pairs names, each followed by its value */
    public static void facts(Element parent, Object... pairs) {
        Element facts = parent.appendElement("dl").addClass("facts");
        for (int i = 0; i < pairs.length; i += 2) {
            Element pair = facts.appendElement("div");
            pair.appendElement("dt").text(String.valueOf(pairs[i]));
            pair.appendElement("dd").text(String.valueOf(pairs[i + 1]));
        }
    }

    /** A part that readers unfold. On paper it is open. */
    public static Element fold(Element parent, String summary) {
        Element details = parent.appendElement("details");
        details.appendElement("summary").text(summary);
        return details;
    }

    /** A table with these names of columns, which may be wider than the page. Returns its body, for rows. */
    public static Element table(Element parent, String caption, String... columns) {
        Element frame = parent.appendElement("div").addClass("table");
        frame.attr("role", "region").attr("aria-label", caption).attr("tabindex", "0");      // the keyboard can scroll
                                                                                             // it
        Element table = frame.appendElement("table");
        table.appendElement("caption").text(caption);
        Element row = table.appendElement("thead").appendElement("tr");
        for (String column : columns) {
            row.appendElement("th").attr("scope", "col").text(column);
        }
        return table.appendElement("tbody");
    }

    /** A paragraph, in which code is between backticks. */
    public static Element prose(Element parent, String text) {
        Element paragraph = parent.appendElement("p");
        String[] parts = text.split("`", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean code = i % 2 == 1 && i < parts.length - 1;
            if (code) {
                paragraph.appendElement("code").text(parts[i]);
            } else {
                paragraph.appendText((i % 2 == 1 ? "`" : "") + parts[i]);
            }
        }
        return paragraph;
    }

    /** Text with its own line breaks, in a fixed-width font. */
    public static Element pre(Element parent, String text) {
        return parent.appendElement("pre").attr("dir", "ltr").text(text);
    }

    /** The file's text. */
    @Override
    public String toString() {
        return Bytes.printable(document.outerHtml()) + "\n";
    }
}
