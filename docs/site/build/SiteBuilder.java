package docs.site.build;

import docs.site.blocks.CellOutputs;
import docs.site.blocks.Concepts;
import docs.site.blocks.ConceptsBlock;
import docs.site.blocks.Coverage;
import docs.site.blocks.ExploreBlock;
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
import docs.site.notebooks.LabTypes;
import docs.site.notebooks.NotebookLinks;
import docs.site.notebooks.PageNotebook;
import docs.site.notebooks.Picture;
import docs.site.page.Altitude;
import docs.site.page.Altitudes;
import docs.site.page.CodeBlocks;
import docs.site.page.Contents;
import docs.site.page.Defect;
import docs.site.page.Dependencies;
import docs.site.page.Disk;
import docs.site.page.Headings;
import docs.site.page.HtmlFacts;
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
import grader.core.console.ProgressLine;
import grader.core.course.Course;
import grader.core.course.Lab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Builds the site of a course: the steps, in their order. One builder can build many sites, one after another: its
 * first pages take seconds (Ruby starts, for each thread), the others milliseconds. What has not changed since its last
 * build it keeps: a page is made again when its text or one of its {@link Dependencies} differs.
 */
public final class SiteBuilder implements AutoCloseable {

    private final String repository;
    private final Together together = new Together();
    private final Deque<Asciidoc> idle = new ConcurrentLinkedDeque<>();
    private final LabCache shelf = new LabCache();
    private final Kept<PageSource, Page> kept = new Kept<>();
    private final Kept<Placed, Page> placed = new Kept<>();
    private final Kept<String, HtmlFacts> shells = new Kept<>();
    private final Kept<Page, PageText> texts = new Kept<>();
    private final Kept<Page, String> entries = new Kept<>();
    private final Kept<Notebook, String> notebooks = new Kept<>();
    private final Kept<NotebookLinks, NotebookLinks> links = new Kept<>();
    private final Kept<String, Picture> pictures = new Kept<>();
    private final Map<Path, Output> outputs = new HashMap<>();
    private volatile List<Path> folders = List.of();

    /** @param tables of the concepts, which it has in it */
    private record Placed(Page page, String tables) {}

    /** @param picture in the colours of the style sheet */
    private record Notebook(Page page, Optional<Altitude> altitude, NotebookLinks links, Picture picture) {}

    public SiteBuilder() {
        this("");
    }

    /** @param repository the address that readers clone; empty if it is not known */
    public SiteBuilder(String repository) {
        this.repository = repository;
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
        Set<PageSource> fresh = ConcurrentHashMap.newKeySet();
        List<Page> own = pages(sources, labs, disk, progress, fresh);
        folders = folders(course, own);
        Concepts concepts = Concepts.of(course);
        Coverage coverage = Coverage.of(concepts, own);
        List<Page> pages = placed(own, concepts, coverage);
        SiteMenu menu = new SiteMenu(contents, pages);
        Map<String, String> html = new LinkedHashMap<>();
        List<PageText> all = together.each(pages, page -> texts.get(page, () -> PageText.of(page)));
        Map<String, HtmlFacts> findings = new HashMap<>();
        List<String> around = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            Page page = pages.get(i);
            html.put(page.source().html(), PageShell.around(page, all.get(i), pages, menu, address));
            String shell = PageShell.around(page, PageText.NONE, pages, menu, address);
            around.add(shell);
            findings.put(page.source().html(), findings(page, shell));
        }
        shells.keepOnly(around);
        texts.keepOnly(pages);
        Theme theme = Theme.of(course);
        List<Defect> defects = new ArrayList<>(labs.withoutPage());
        defects.addAll(contents.defects(sources));
        pages.forEach(page -> defects.addAll(page.defects()));
        defects.addAll(coverage.defects());
        defects.addAll(new LinkCheck(pages, findings, assets(pages, theme)).defects());
        List<String> written = new ArrayList<>();
        if (defects.isEmpty()) {
            html.putAll(theme.files());
            html.putAll(address.files(pages));
            html.put(NotFound.FILE, NotFound.html(pages, menu, address, disk));
            Output output = outputs.computeIfAbsent(out, Output::new);
            written.addAll(output.write(html, madeOfPages(pages)));     // notebooks take as long again: readers go
                                                                        // first
            written.addAll(output.write(others(pages, labs, theme), html.keySet()));
        }
        return new Report(out, names(sources, source -> true), names(sources, fresh::contains), written,
                defects.stream().distinct().toList());
    }

    private static List<String> names(List<PageSource> sources, Predicate<PageSource> which) {
        return sources.stream().filter(which).map(PageSource::html).toList();
    }

    /** @param fresh gets those that were made now */
    private List<Page> pages(List<PageSource> sources, Labs labs, Disk disk, ProgressLine progress,
            Set<PageSource> fresh) {
        List<Page> pages = together.each(sources, source -> kept.get(source, disk, inputs -> {
            fresh.add(source);
            progress.say("page %s of %s: %s".formatted(fresh.size(), sources.size(), source.name()));
            return made(source, inputs, labs.askedFor(inputs));
        }));
        kept.keepOnly(sources);
        return pages;
    }

    /** The names of what pages may ask for beside each other. */
    private static Set<String> assets(List<Page> pages, Theme theme) {
        Set<String> names = madeOfPages(pages);
        names.addAll(theme.files().keySet());
        return names;
    }

    /** The names of the notebooks, of the open forms, and of the index of words. */
    private static Set<String> madeOfPages(List<Page> pages) {
        Set<String> names = new HashSet<>(Set.of(SearchIndex.FILE));
        pages.forEach(page -> page.notebookAltitudes().forEach(altitude -> names.add(page.notebook(altitude))));
        pages.stream().filter(page -> OpenForm.script(page).isPresent()).map(OpenForm::file).forEach(names::add);
        return names;
    }

    /** The files of {@link #madeOfPages}, by name. The pages have no defect. */
    private Map<String, String> others(List<Page> pages, Labs labs, Theme theme) {
        Map<String, String> others = new LinkedHashMap<>();
        NotebookLinks now = NotebookLinks.of(pages);
        NotebookLinks same = links.get(now, () -> now);
        String css = theme.files().get("site.css");
        Picture picture = pictures.get(css, () -> new Picture(css));
        List<Notebook> all = pages.stream()
                .flatMap(page -> page.notebookAltitudes()
                        .stream()
                        .map(altitude -> new Notebook(page, altitude, same, picture)))
                .toList();
        Map<Lab, LabTypes> types = new ConcurrentHashMap<>();
        List<String> texts = together.each(all, one -> notebooks.get(one, () -> notebook(one, labs, types)));
        for (int i = 0; i < all.size(); i++) {
            others.put(all.get(i).page.notebook(all.get(i).altitude), texts.get(i));
        }
        notebooks.keepOnly(all);
        links.keepOnly(List.of(same));
        pictures.keepOnly(List.of(css));
        pages.forEach(page -> OpenForm.script(page).ifPresent(script -> others.put(OpenForm.file(page), script)));
        others.put(SearchIndex.FILE, SearchIndex.script(pages,
                together.each(pages, page -> entries.get(page, () -> SearchIndex.json(page)))));
        entries.keepOnly(pages);
        return others;
    }

    /** @param types of labs, as far as they were asked for */
    private static String notebook(Notebook one, Labs labs, Map<Lab, LabTypes> types) {
        PageSource source = one.page.source();
        return PageNotebook.of(one.page, one.altitude, PageCells.of(source.file(), source.text()),
                labs.of(source.name()).map(lab -> types.computeIfAbsent(lab, LabTypes::new)), one.links, one.picture);
    }

    /** The pages, those with the tables of all concepts in it, too. */
    private List<Page> placed(List<Page> pages, Concepts concepts, Coverage coverage) {
        List<Placed> all = pages.stream()
                .filter(ConceptsBlock::isIn)
                .map(page -> new Placed(page, ConceptsBlock.tables(concepts, coverage)))
                .toList();
        Map<Page, Page> whole = new HashMap<>();
        all.forEach(one -> whole.put(one.page, placed.get(one, () -> ConceptsBlock.placed(one.page, one.tables))));
        placed.keepOnly(all);
        return pages.stream().map(page -> whole.getOrDefault(page, page)).toList();
    }

    /** The folders with all that the last build was made from. */
    List<Path> folders() {
        return folders;
    }

    private static List<Path> folders(Course course, List<Page> pages) {
        Stream<Path> inputs = pages.stream().flatMap(page -> page.inputs().files());
        return Stream.concat(Stream.concat(Stream.of(course.pages()), Theme.folders(course)),
                inputs.flatMap(file -> Stream.of(file.getParent(), file)))
                .filter(Files::isDirectory)
                .distinct()
                .toList();
    }

    /** A page with everything that AsciiDoc cannot say. */
    private Page made(PageSource source, Dependencies inputs, Labs labs) {
        Page page = converted(new PageContext(source, inputs, labs));
        KeyPoints.place(page);
        labs.of(page.source().name()).ifPresent(lab -> {
            LabPage.complete(page, lab);
            OpenForm.place(page, lab, labs);
        });
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
        ExploreBlock.place(page);
        Headings.anchor(page);
        return OpenForm.taken(page);
    }

    /** On a Ruby that no other thread uses. */
    private Page converted(PageContext context) {
        Asciidoc asciidoc = Optional.ofNullable(idle.poll()).orElseGet(() -> new Asciidoc(repository));
        try {
            return asciidoc.convert(context);
        } finally {
            idle.push(asciidoc);
        }
    }

    /** @param shell the page's HTML without its text */
    private HtmlFacts findings(Page page, String shell) {
        HtmlFacts own = page.found("facts", finished -> HtmlFacts.in(finished.body()));
        return shells.get(shell, () -> HtmlFacts.in(shell)).and(own);
    }

    @Override
    public void close() {
        together.close();
        idle.forEach(Asciidoc::close);
    }
}
