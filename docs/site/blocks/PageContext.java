package docs.site.blocks;

import docs.site.labs.Labs;
import docs.site.page.Defect;
import docs.site.page.Dependencies;
import docs.site.page.PageSource;
import java.util.ArrayList;
import java.util.List;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;

/** What the extension blocks know of the page that is being converted, and where they leave its defects. */
public final class PageContext {

    public final PageSource source;
    public final Dependencies inputs;
    final Labs labs;
    public final List<Defect> defects = new ArrayList<>();

    public PageContext(PageSource source, Dependencies inputs, Labs labs) {
        this.source = source;
        this.inputs = inputs;
        this.labs = labs;
    }

    /** A defect at a line of the page; 0 where it is not known. */
    public void defect(int line, String what, String remedy) {
        defects.add(source.defect(line, what, remedy));
    }

    /** What Asciidoctor says of the page. It thinks little of some mistakes that readers would see. */
    public void log(LogRecord record) {
        String message = record.getMessage();
        boolean bad = record.getSeverity().compareTo(Severity.WARN) >= 0
                || message.contains("possible invalid reference")
                || message.contains("unknown style");
        if (bad) {
            int line = record.getCursor() == null ? lineNamedIn(message) : record.getCursor().getLineNumber();
            defects.add(source.defect(line, message, remedy(message)));
        }
    }

    private int lineNamedIn(String message) {
        String value = message.substring(message.lastIndexOf(' ') + 1);
        return source.lineOf(message.contains("attribute") ? "{" + value + "}" : value);
    }

    private static String remedy(String message) {
        if (message.contains("unknown style")) {
            return "use a block style that AsciiDoc or the site knows: " + String.join(", ", AttributeRoles.OURS)
                    + "; docs/authors.adoc says what each stands above";
        } else if (message.contains("missing attribute")) {
            return "define it in the page's header, or write \\{name} if the braces are meant";
        } else if (message.contains("invalid reference")) {
            return "give the section that id, or fix the reference";
        } else if (message.contains("already in use")) {
            return "give one of the two another id";
        } else if (message.contains("include")) {
            return "fix the path; it starts at the page's folder";
        }
        return "fix the AsciiDoc at this place";
    }
}
