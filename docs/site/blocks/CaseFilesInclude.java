package docs.site.blocks;

import docs.site.labs.CheckTexts;
import docs.site.labs.CheckTexts.CheckText;
import docs.site.labs.Labs;
import grader.core.console.UserError;
import grader.core.course.CaseFile;
import grader.core.course.Course;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.asciidoctor.ast.Document;
import org.asciidoctor.extension.IncludeProcessor;
import org.asciidoctor.extension.PreprocessorReader;

/**
 * `include::case-files.yaml[stops=parse]`: a section for each case of these stops. What a right server does is what its
 * check says.
 */
public final class CaseFilesInclude extends IncludeProcessor {

    private static final String FILE = "case-files.yaml";

    private final Supplier<PageContext> page;

    public CaseFilesInclude(Supplier<PageContext> page) {
        this.page = page;
    }

    @Override
    public boolean handles(String target) {
        return target.equals(FILE);
    }

    @Override
    public void process(Document document, PreprocessorReader reader, String target, Map<String, Object> attributes) {
        PageContext here = page.get();
        Course course = Course.around(here.source.file().toAbsolutePath());
        here.inputs.add(CaseFile.file(course));
        List<String> stops = List.of(String.valueOf(attributes.get("stops")).split(", *"));
        try {
            String text = CaseFile.all(course)
                    .stream()
                    .filter(one -> stops.contains(one.stop()))
                    .map(one -> section(one, here))
                    .collect(Collectors.joining("\n"));
            reader.pushInclude(text, FILE, FILE, 1, Map.of());
        } catch (UserError problem) {
            here.defect(here.source.lineOf("include::" + FILE), problem.getMessage(), problem.remedy());
        }
    }

    private static String section(CaseFile one, PageContext here) {
        Labs labs = here.labs;
        Optional<CheckText> check = labs.checks(one.lab()).flatMap(checks -> checks.check(one.check()));
        if (check.isEmpty()) {
            here.defect(here.source.lineOf("include::" + FILE), "the case " + one.id() + " names the check "
                    + one.check() + ", which " + one.lab() + " does not have",
                    "name one of " + labs.checks(one.lab()).map(CheckTexts::methods).orElse(Set.of()));
        }
        return "[#" + one.id() + "]\n=== " + one.title() + "\n\n"
                + one.who() + ", " + one.date() + ". Stop: *" + one.stop() + "*. " + (one.alone() ? "In" : "From")
                + " xref:"
                + one.lab() + ".adoc[lab " + one.lab().substring(3) + "]" + (one.alone() ? "." : " on.")
                + check.map(CheckText::clause)
                        .filter(clause -> !clause.isEmpty())
                        .map(clause -> " " + clause + ".")
                        .orElse("")
                + "\n\n" + one.happened() + "\n" + transcript(one)
                + check.map(text -> "*A right server:* " + text.sentence() + ". " + text.explain() + "\n\n").orElse("")
                + "[source,console]\n----\n$ ./jbang grade " + one.lab() + " --cases --only " + one.id() + "\n----\n\n"
                + "[.case-sources]\nRead: " + one.sources()
                        .stream()
                        .map(source -> source.url() + "[" + source.title() + "]")
                        .collect(Collectors.joining("; "))
                + ".\n";
    }

    private static String transcript(CaseFile one) {
        if (one.send().isEmpty()) {
            return "\n.What the check does\n[%collapsible]\n====\n[check,lab=" + one.lab() + ",id=" + one.check()
                    + "]\nThe grader runs this method, with servers of its own.\n====\n\n";
        }
        String lines = one.send().lines().map(line -> {
            int repeated = line.indexOf(" × ");
            return repeated < 0 ? "> " + line
                    : "# The next line, " + line.substring(0, repeated) + " times:\n> " + line.substring(repeated + 3);
        }).collect(Collectors.joining("\n"));
        return "\n.What the client sends\n[transcript]\n....\n" + lines + "\n....\n\n";
    }
}
