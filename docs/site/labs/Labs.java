package docs.site.labs;

import docs.site.page.Defect;
import docs.site.page.Dependencies;
import docs.site.page.Disk;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.course.PageLink;
import grader.core.files.PathText;
import grader.core.starter.StarterForm;
import grader.core.starter.TypeGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labs that pages may show code of. The files that they are read from are inputs of each page that asks for them.
 */
public final class Labs {

    private final Course course;
    private final LabCache shelf;
    private final Disk disk;
    private final Dependencies asking;
    private final List<Lab> all;

    public Labs(Course course, LabCache shelf, Disk disk) {
        this(course, shelf, disk, new Dependencies(disk), shelf.labs(course, disk));
    }

    private Labs(Course course, LabCache shelf, Disk disk, Dependencies asking, List<Lab> all) {
        this.course = course;
        this.shelf = shelf;
        this.disk = disk;
        this.asking = asking;
        this.all = all;
    }

    /** The same labs for the page that has these inputs. */
    public Labs askedFor(Dependencies page) {
        return new Labs(course, shelf, disk, page, all);
    }

    public Optional<Lab> of(String name) {
        asking.add(course.solutions());
        Optional<Lab> found = all.stream().filter(lab -> lab.name().equals(name)).findFirst();
        found.ifPresent(this::note);
        return found;
    }

    /** The first lab whose page is about this stop of the trip. */
    public Optional<Lab> atStop(String stop) {
        asking.add(course.solutions());
        all.forEach(this::note);
        return all.stream().filter(lab -> List.of(lab.data().stop().split(", ")).contains(stop)).findFirst();
    }

    private void note(Lab lab) {
        asking.add(LabCache.data(lab.reference()));
    }

    /** The types of all labs, and which of them use which. */
    public TypeGraph types() {
        asking.add(course.solutions());
        all.forEach(lab -> asking.addAll(lab.reference()));
        return shelf.types(course, disk);
    }

    /** The files of a lab's open starter, by name; none if it has no such starter. */
    public Map<String, String> open(Lab lab) {
        if (!StarterForm.isThereOpen(lab)) {
            return Map.of();
        }
        all.forEach(each -> asking.addAll(each.reference()));
        return shelf.open(course, disk).get(lab.name());
    }

    public Optional<Excerpts> excerpts(String name) {
        return of(name).map(lab -> {
            asking.addAll(lab.reference());
            return shelf.excerpts(lab, disk);
        });
    }

    public Optional<CheckTexts> checks(String name) {
        return of(name).map(lab -> {
            asking.addAll(checks(course, lab));
            return shelf.checks(course, lab, disk);
        });
    }

    /** The folder of a lab's checks. */
    public static Path checks(Course course, Lab lab) {
        return course.root().resolve("grader/checks").resolve(lab.name());
    }

    /** A defect for each lab that has no page. */
    public List<Defect> withoutPage() {
        return all.stream()
                .filter(lab -> !Files.isRegularFile(PageLink.to(lab).source()))
                .map(lab -> new Defect(PathText.shown(PageLink.to(lab).source()), 0, lab.name() + " has no page",
                        "write it: CONTRIBUTING.md tells what a page holds"))
                .toList();
    }
}
