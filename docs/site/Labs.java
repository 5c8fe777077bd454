package docs.site;

import grader.lab.Course;
import grader.lab.Lab;
import grader.lab.TypeGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The labs that pages may show code of. Of each page that asks for them, the files behind the answer are inputs. */
final class Labs {

    private final Course course;
    private final LabShelf shelf;
    private final Disk disk;
    private final Inputs asking;
    private final List<Lab> all;

    Labs(Course course, LabShelf shelf, Disk disk) {
        this(course, shelf, disk, new Inputs(disk), shelf.labs(course, disk));
    }

    private Labs(Course course, LabShelf shelf, Disk disk, Inputs asking, List<Lab> all) {
        this.course = course;
        this.shelf = shelf;
        this.disk = disk;
        this.asking = asking;
        this.all = all;
    }

    /** The same labs for the page that has these inputs. */
    Labs askedFor(Inputs page) {
        return new Labs(course, shelf, disk, page, all);
    }

    Optional<Lab> of(String name) {
        asking.add(course.solutions());
        Optional<Lab> found = all.stream().filter(lab -> lab.name().equals(name)).findFirst();
        found.ifPresent(this::note);
        return found;
    }

    /** The first lab whose page is about this stop of the trip. */
    Optional<Lab> atStop(String stop) {
        asking.add(course.solutions());
        all.forEach(this::note);
        return all.stream().filter(lab -> List.of(lab.data().stop().split(", ")).contains(stop)).findFirst();
    }

    private void note(Lab lab) {
        asking.add(LabShelf.data(lab.reference()));
    }

    /** The types of all labs, and which of them use which. */
    TypeGraph types() {
        asking.add(course.solutions());
        all.forEach(lab -> asking.addAll(lab.reference()));
        return shelf.types(course, disk);
    }

    Optional<Excerpts> excerpts(String name) {
        return of(name).map(lab -> {
            asking.addAll(lab.reference());
            return shelf.excerpts(lab, disk);
        });
    }

    Optional<CheckTexts> checks(String name) {
        return of(name).map(lab -> {
            asking.addAll(checks(course, lab));
            return shelf.checks(course, lab, disk);
        });
    }

    /** The folder of a lab's checks. */
    static Path checks(Course course, Lab lab) {
        return course.root().resolve("grader/checks").resolve(lab.name());
    }

    /** A defect for each lab that has no page. */
    List<Defect> withoutPage() {
        return all.stream()
                .filter(lab -> !Files.isRegularFile(lab.page()))
                .map(lab -> new Defect(Course.shown(lab.page()), 0, lab.name() + " has no page",
                        "write it: CONTRIBUTING.md tells what a page holds"))
                .toList();
    }
}
