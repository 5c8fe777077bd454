package docs.site;

import docs.site.cells.PageCells;
import docs.site.notebooks.PageNotebook;
import grader.lab.Course;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the site of a course: the steps, in their order. One builder can build many sites, one after another;
 * it costs seconds to make (a Ruby runtime starts) and milliseconds to use.
 */
public final class SiteBuilder implements AutoCloseable {

    private final Asciidoc asciidoc = new Asciidoc();

    /** Builds the pages of `course` into the folder `out`, without a word. */
    public Report build(Course course, Path out) {
        return build(course, out, Progress.silent());
    }

    synchronized Report build(Course course, Path out, Progress progress) {
        Contents contents = Contents.of(course);
        List<PageSource> sources = PageSource.all(course, contents);
        Labs labs = new Labs(course);
        List<Page> pages = new ArrayList<>();
        for (PageSource source : sources) {
            progress.at(pages.size() + 1, sources.size(), source.name());
            pages.add(finished(asciidoc.convert(new PageContext(source, labs)), labs));
        }
        Concepts concepts = Concepts.of(course);
        Coverage coverage = Coverage.of(concepts, pages);
        ConceptsBlock.place(pages, concepts, coverage);
        SiteMenu menu = new SiteMenu(contents, pages);
        Map<String, String> html = new LinkedHashMap<>();
        for (Page page : pages) {
            html.put(page.source().html(), PageShell.around(page, pages, menu));
        }
        Theme theme = Theme.of(course);
        Map<String, String> others = new LinkedHashMap<>(theme.files());
        pages.forEach(page -> others.put(page.source().notebook(), notebook(page, labs, theme)));
        List<Defect> defects = new ArrayList<>(labs.withoutPage());
        defects.addAll(contents.defects(sources));
        pages.forEach(page -> defects.addAll(page.defects()));
        defects.addAll(coverage.defects());
        defects.addAll(new LinkCheck(pages, html, others.keySet()).defects());
        if (defects.isEmpty()) {
            html.putAll(others);
            html.put("search-index.js", SearchIndex.of(pages).script());
            new Output(out).write(html);
        }
        return new Report(out, sources.stream().map(PageSource::html).toList(), defects.stream().distinct().toList());
    }

    /** A page with everything that AsciiDoc cannot say. */
    private static Page finished(Page page, Labs labs) {
        KeyPoints.place(page);
        labs.of(page.source().name()).ifPresent(lab -> LabPage.complete(page, lab));
        CellOutputs.place(page);
        Altitudes.mark(page);
        QuizBlock.place(page);
        OrderBlock.place(page);
        RecallBlock.place(page);
        PredictBlock.place(page);
        Exercises.name(page);
        Pictures.inline(page);
        StopsBlock.place(page, labs);
        StepsBlock.place(page);
        CodeBlocks.highlight(page);
        Markup.tidy(page);
        LoadBlock.place(page);
        Headings.anchor(page);
        return page;
    }

    private static String notebook(Page page, Labs labs, Theme theme) {
        PageSource source = page.source();
        return PageNotebook.of(page.title(), page.body(), PageCells.of(source.file(), source.text()),
                labs.of(source.name()), theme.files().get("site.css"));
    }

    @Override
    public void close() {
        asciidoc.close();
    }
}
