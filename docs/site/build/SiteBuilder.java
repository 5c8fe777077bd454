package docs.site.build;

import docs.site.blocks.CellOutputs;
import docs.site.blocks.Concepts;
import docs.site.blocks.ConceptsBlock;
import docs.site.blocks.Coverage;
import docs.site.blocks.LoadBlock;
import docs.site.blocks.PageContext;
import docs.site.blocks.StepsBlock;
import docs.site.blocks.StopsBlock;
import docs.site.cells.PageCells;
import docs.site.exercises.AloudBlock;
import docs.site.exercises.DrillBlock;
import docs.site.exercises.Exercises;
import docs.site.exercises.OrderBlock;
import docs.site.exercises.PredictBlock;
import docs.site.exercises.QuizBlock;
import docs.site.exercises.RecallBlock;
import docs.site.labs.LabCache;
import docs.site.labs.Labs;
import docs.site.notebooks.NotebookLinks;
import docs.site.notebooks.PageNotebook;
import docs.site.page.Altitude;
import docs.site.page.Altitudes;
import docs.site.page.CodeBlocks;
import docs.site.page.Contents;
import docs.site.page.Defect;
import docs.site.page.Disk;
import docs.site.page.HtmlFacts;
import docs.site.page.Headings;
import docs.site.page.Dependencies;
import docs.site.page.Kept;
import docs.site.page.KeyPoints;
import docs.site.page.Markup;
import docs.site.page.Page;
import docs.site.page.PageSource;
import docs.site.page.PageText;
import docs.site.search.SearchIndex;
import docs.site.shell.Address;
import docs.site.shell.NotFound;
import docs.site.shell.PageShell;
import docs.site.shell.Pictures;
import docs.site.shell.SiteMenu;
import docs.site.shell.Theme;
import grader.console.ProgressLine;
import grader.course.Course;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Builds the site of a course: the steps, in their order. One builder can build many sites, one after another; it costs
 * seconds to make (a Ruby runtime starts) and milliseconds to use. What has not changed since its last build it keeps:
 * a page is made again when its text or one of its {@link Dependencies} differs.
 */
public final class SiteBuilder implements AutoCloseable {

    private final Asciidoc asciidoc;
    private final LabCache shelf = new LabCache();
    private final Kept<PageSource, Page> kept = new Kept<>();
    private final Kept<String, HtmlFacts> findings = new Kept<>();
    private final Kept<Page, PageText> texts = new Kept<>();
    private final Kept<Page, String> entries = new Kept<>();
    private final Kept<Notebook, String> notebooks = new Kept<>();
    private volatile List<Path> folders = List.of();

    /** A notebook takes the colours of its pictures from the style sheet. */
    private record Notebook(Page page, Optional<Altitude> altitude, NotebookLinks links, String css) {}

    public SiteBuilder() {
        this("");
    }

    /** @param repository the address that readers clone; empty if it is not known */
    public SiteBuilder(String repository) {
        this.asciidoc = new Asciidoc(repository);
    }

    /** Builds the pages of `course` into the folder `out`, without a word. */
    public Report build(Course course, Path out) {
        return build(course, out, Address.UNKNOWN, ProgressLine.silent());
    }

    public synchronized Report build(Course course, Path out, Address address, ProgressLine progress) {
        Contents contents = Contents.of(course);
        List<PageSource> sources = PageSource.all(course, contents);
        Disk disk = new Disk();
        Labs labs = new Labs(course, shelf, disk);
        List<String> fresh = new ArrayList<>();
        List<Page> own = pages(sources, labs, disk, progress, fresh);
        folders = folders(course, own);
        Concepts concepts = Concepts.of(course);
        Coverage coverage = Coverage.of(concepts, own);
        List<Page> pages = own.stream().map(page -> ConceptsBlock.placed(page, concepts, coverage)).toList();
        SiteMenu menu = new SiteMenu(contents, pages);
        Map<String, String> html = new LinkedHashMap<>();
        for (Page page : pages) {
            html.put(page.source().html(),
                    PageShell.around(page, texts.get(page, () -> PageText.of(page)), pages, menu, address));
        }
        texts.keepOnly(pages);
        Theme theme = Theme.of(course);
        List<Defect> defects = new ArrayList<>(labs.withoutPage());
        defects.addAll(contents.defects(sources));
        pages.forEach(page -> defects.addAll(page.defects()));
        defects.addAll(coverage.defects());
        defects.addAll(new LinkCheck(pages, findings(html), assets(pages, theme)).defects());
        List<String> written = List.of();
        if (defects.isEmpty()) {
            html.putAll(others(pages, labs, theme));
            html.putAll(address.files(pages));
            html.put(NotFound.FILE, NotFound.html(pages, menu, address, disk));
            written = new Output(out).write(html);
        }
        return new Report(out, sources.stream().map(PageSource::html).toList(), fresh, written,
                defects.stream().distinct().toList());
    }

    /** @param fresh gets the names of those that were made now */
    private List<Page> pages(List<PageSource> sources, Labs labs, Disk disk, ProgressLine progress,
            List<String> fresh) {
        List<Page> pages = new ArrayList<>();
        for (PageSource source : sources) {
            pages.add(kept.get(source, disk, inputs -> {
                progress.say("page %d of %d: %s".formatted(pages.size() + 1, sources.size(), source.name()));
                fresh.add(source.html());
                return made(source, inputs, labs.askedFor(inputs));
            }));
        }
        kept.keepOnly(sources);
        return pages;
    }

    /** The names of what pages may ask for beside each other. */
    private static Set<String> assets(List<Page> pages, Theme theme) {
        Set<String> names = new HashSet<>(theme.files().keySet());
        pages.forEach(page -> page.notebookAltitudes().forEach(altitude -> names.add(page.notebook(altitude))));
        return names;
    }

    /** All files but the pages, by name. The pages have no defect. */
    private Map<String, String> others(List<Page> pages, Labs labs, Theme theme) {
        Map<String, String> others = new LinkedHashMap<>(theme.files());
        NotebookLinks links = NotebookLinks.of(pages);
        String css = theme.files().get("site.css");
        List<Notebook> all = pages.stream()
                .flatMap(page -> page.notebookAltitudes()
                        .stream()
                        .map(altitude -> new Notebook(page, altitude, links, css)))
                .toList();
        all.forEach(one -> others.put(one.page.notebook(one.altitude), notebooks.get(one, () -> notebook(one, labs))));
        notebooks.keepOnly(all);
        others.put("search-index.js",
                SearchIndex.script(pages, page -> entries.get(page, () -> SearchIndex.json(page))));
        entries.keepOnly(pages);
        return others;
    }

    private static String notebook(Notebook one, Labs labs) {
        PageSource source = one.page.source();
        return PageNotebook.of(one.page, one.altitude, PageCells.of(source.file(), source.text()),
                labs.of(source.name()), one.links, one.css);
    }

    /** The folders with all that the last build was made from. */
    List<Path> folders() {
        return folders;
    }

    private static List<Path> folders(Course course, List<Page> pages) {
        Stream<Path> inputs = pages.stream().flatMap(page -> page.inputs().files());
        return Stream.concat(Stream.of(course.pages(), Theme.folder(course)),
                inputs.flatMap(file -> Stream.of(file.getParent(), file)))
                .filter(Files::isDirectory)
                .distinct()
                .toList();
    }

    /** A page with everything that AsciiDoc cannot say. */
    private Page made(PageSource source, Dependencies inputs, Labs labs) {
        Page page = asciidoc.convert(new PageContext(source, inputs, labs));
        KeyPoints.place(page);
        labs.of(page.source().name()).ifPresent(lab -> LabPage.complete(page, lab));
        Altitudes.mark(page);
        Altitudes.checkLinks(page);
        CellOutputs.place(page);
        QuizBlock.place(page);
        OrderBlock.place(page);
        RecallBlock.place(page);
        PredictBlock.place(page);
        DrillBlock.place(page);
        AloudBlock.place(page);
        Exercises.name(page);
        Pictures.inline(page);
        StopsBlock.place(page, labs);
        StepsBlock.place(page);
        CodeBlocks.highlight(page);
        Markup.tidy(page);
        LoadBlock.place(page);
        Headings.anchor(page);
        return page.finished();
    }

    private Map<String, HtmlFacts> findings(Map<String, String> html) {
        Map<String, HtmlFacts> all = new HashMap<>();
        html.forEach((name, text) -> all.put(name, findings.get(text, () -> HtmlFacts.in(text))));
        findings.keepOnly(html.values());
        return all;
    }

    @Override
    public void close() {
        asciidoc.close();
    }
}
