package docs.site.build;

import docs.site.blocks.AttributeRoles;
import docs.site.blocks.CaseFilesInclude;
import docs.site.blocks.CheckBlock;
import docs.site.blocks.ConceptsBlock;
import docs.site.blocks.ConformanceBlock;
import docs.site.blocks.ExploreBlock;
import docs.site.blocks.GivenBlock;
import docs.site.blocks.IncludeNotes;
import docs.site.blocks.KeyBlock;
import docs.site.blocks.KeysBlock;
import docs.site.blocks.PageContext;
import docs.site.blocks.SolutionBlock;
import docs.site.blocks.StepsBlock;
import docs.site.blocks.StopsBlock;
import docs.site.blocks.TranscriptBlock;
import docs.site.blocks.TypesBlock;
import docs.site.exercises.AloudBlock;
import docs.site.exercises.DrillBlock;
import docs.site.exercises.OrderBlock;
import docs.site.exercises.PredictBlock;
import docs.site.exercises.QuizBlock;
import docs.site.exercises.RecallBlock;
import docs.site.page.Page;
import docs.site.page.PageSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.AttributesBuilder;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.ast.Document;
import org.asciidoctor.jruby.AsciidoctorJRuby;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** AsciidoctorJ with this site's blocks. Makes embedded HTML: the body of a page and nothing around it. */
final class Asciidoc implements AutoCloseable {

    // Held for good: the setting of a logger that is collected is lost.
    private static final Logger SECOND_LOG = Logger.getLogger("asciidoctor");

    static {
        // Half of the time that Ruby takes to start: it would look for gems that no page needs.
        System.setProperty("jruby.cli.rubygems.enable", "false");
        System.setProperty("jruby.cli.did_you_mean.enable", "false");
    }

    private final Asciidoctor engine;
    private final String repository;
    private PageContext page;

    /** @param repository the address that readers clone, for the attribute of that name; empty if it is not known */
    Asciidoc(String repository) {
        this.repository = repository;
        SECOND_LOG.setUseParentHandlers(false);
        engine = AsciidoctorJRuby.Factory.create(List.of("uri:classloader:/gems/asciidoctor-" + version() + "/lib"));
        engine.registerLogHandler(record -> page.log(record));
        engine.javaExtensionRegistry()
                .includeProcessor(new CaseFilesInclude(() -> page))
                .includeProcessor(new IncludeNotes(() -> page))
                .block(new KeyBlock("crux"))
                .block(new KeyBlock("recap"))
                .block(new KeyBlock(ConceptsBlock.NAME))
                .block(new GivenBlock(() -> page))
                .block(new CheckBlock(() -> page))
                .block(new SolutionBlock(() -> page))
                .block(new QuizBlock(() -> page))
                .block(new OrderBlock(() -> page))
                .block(new RecallBlock(() -> page))
                .block(new PredictBlock(() -> page))
                .block(new DrillBlock(() -> page))
                .block(new AloudBlock(() -> page))
                .block(new TranscriptBlock(() -> page))
                .block(new StopsBlock(() -> page))
                .block(new KeysBlock(() -> page))
                .block(new ConformanceBlock(() -> page))
                .block(new TypesBlock(() -> page))
                .block(new StepsBlock(() -> page))
                .block(new ExploreBlock(() -> page))
                .treeprocessor(new AttributeRoles(() -> page));
    }

    /** Of Asciidoctor itself, as the jar of AsciidoctorJ says it. */
    private static String version() {
        try (InputStream facts = Asciidoctor.class.getResourceAsStream("/META-INF/asciidoctorj-version.properties")) {
            Properties versions = new Properties();
            versions.load(facts);
            return versions.getProperty("version.asciidoctor");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    Page convert(PageContext context) {
        page = context;
        PageSource source = context.source;
        context.inputs.add(source.file());
        Document document = engine.loadFile(source.file().toFile(), options(source));
        String body = document.convert();
        // it comes as HTML
        String title = document.getDoctitle() == null ? "" : parsed(document.getDoctitle()).text();
        String description = (String) document.getAttribute("description", "");
        if (title.isEmpty() || description.isEmpty()) {
            context.defect(1, "a page needs a title and a :description:", "write both at its top");
        }
        return new Page(source, context.inputs, title, description, parsed(body), context.defects);
    }

    private static Element parsed(String html) {
        org.jsoup.nodes.Document whole = Jsoup.parseBodyFragment(html);
        whole.outputSettings().prettyPrint(false);
        return whole.body();
    }

    private Options options(PageSource source) {
        AttributesBuilder attributes = Attributes.builder()
                .attribute("attribute-missing", "warn")
                .attribute("idprefix", "")
                .attribute("idseparator", "-")
                .attribute("table-caption!", "")
                .attribute("figure-caption!", "")
                .attribute("site", "");
        if (!repository.isEmpty()) {
            attributes.attribute("repository", repository);
        }
        return Options.builder()
                .safe(SafeMode.UNSAFE)
                .baseDir(source.file().toAbsolutePath().getParent().toFile())
                .standalone(false)
                .option("sourcemap", true)
                .attributes(attributes.build())
                .build();
    }

    @Override
    public void close() {
        engine.shutdown();
    }
}
