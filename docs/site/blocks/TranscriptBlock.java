package docs.site.blocks;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Contexts;
import org.asciidoctor.extension.Reader;
import org.jsoup.nodes.Element;

/**
 * `[transcript]` above a literal block: bytes on the wire as the grader writes them. A line begins with `> ` if the
 * client sends it, with `< ` if the server does, and with `# ` if it is a remark. CR and LF are written `\r` and `\n`.
 */
@Contexts({Contexts.LITERAL, Contexts.LISTING})
@ContentModel(ContentModel.VERBATIM)
public final class TranscriptBlock extends PageBlock {

    private static final Map<Character, String> SIDES = Map.of('>', "sent", '<', "got", '#', "remark");

    private static final Map<String, String> WORDS = Map.of("sent", "Client sends", "got", "Server sends");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:[rntv0\\\\]|x\\p{XDigit}{2})");

    private static final Pattern LINE_END = Pattern.compile("((?:\\\\r)?\\\\n)$");

    public TranscriptBlock(Supplier<PageContext> page) {
        super("transcript", page);
    }

    @Override
    public Object process(StructuralNode parent, Reader reader, Map<String, Object> attributes) {
        List<String> lines = reader.readLines();
        int first = page().source.lineOf(lines);
        Element figure = new Element("figure").addClass("transcript");
        if (attributes.get("title") instanceof String title) {
            figure.appendElement("figcaption").text(title);
        }
        for (int i = 0; i < lines.size(); i++) {
            String side = side(lines.get(i));
            if (side == null) {
                page().defect(first + i, "[transcript]: `" + lines.get(i) + "` does not say who sends it",
                        "begin it with `> ` for the client, `< ` for the server, `# ` for a remark");
            } else if (!side.equals("remark") && ESCAPE.matcher(lines.get(i)).replaceAll("").indexOf('\\') >= 0) {
                page().defect(first + i, "[transcript]: `" + lines.get(i) + "` has an unknown escape",
                        "use \\r, \\n, \\t, \\v, \\0, \\xHH, or \\\\ for the character itself");
            } else {
                add(figure, side, lines.get(i).substring(Math.min(2, lines.get(i).length())));
            }
        }
        return createBlock(parent, "pass", figure.outerHtml());
    }

    /** Null for a line that begins with nothing of the three. */
    private static String side(String line) {
        return line.length() == 1 || line.startsWith(" ", 1) ? SIDES.get(line.charAt(0)) : null;
    }

    private static void add(Element figure, String side, String text) {
        if (side.equals("remark")) {
            figure.appendElement("p").addClass(side).text(text);
            return;
        }
        Element last = figure.lastElementChild();
        if (last == null || !last.hasClass(side)) {
            last = figure.appendElement("div").addClass(side);
            last.appendElement("p").addClass("label").text(WORDS.get(side));
            last.appendElement("pre");
        }
        Element bytes = last.selectFirst("pre");
        String words = LINE_END.matcher(text).replaceFirst("");
        bytes.appendText((bytes.childNodeSize() == 0 ? "" : "\n") + words);
        if (words.length() < text.length()) {
            bytes.appendElement("i").text(text.substring(words.length()));
        }
    }
}
