package docs.site;

import grader.lab.Course;
import grader.lab.Lab;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The labs that pages may show code of, each read once a build. */
final class Labs {

    private final List<Lab> all;
    private final Map<String, Excerpts> excerpts = new HashMap<>();

    Labs(Course course) {
        this.all = course.all();
    }

    Optional<Lab> of(String name) {
        return all.stream().filter(lab -> lab.name().equals(name)).findFirst();
    }

    /** The first lab whose page is about this stop of the trip. */
    Optional<Lab> atStop(String stop) {
        return all.stream().filter(lab -> List.of(lab.data().stop().split(", ")).contains(stop)).findFirst();
    }

    /** A defect for each lab that has no page. */
    List<Defect> withoutPage() {
        return all.stream().filter(lab -> !Files.isRegularFile(lab.page()))
                .map(lab -> new Defect(Course.shown(lab.page()), 0, lab.name() + " has no page",
                        "write it: CONTRIBUTING.md tells what a page holds"))
                .toList();
    }

    Optional<Excerpts> excerpts(String name) {
        return of(name).map(lab -> excerpts.computeIfAbsent(name, ignored -> new Excerpts(lab)));
    }
}
