package docs.site.labs;

import docs.site.page.Disk;
import docs.site.page.Kept;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.starter.OpenStarter;
import grader.core.starter.StarterForm;
import grader.core.starter.TypeGraph;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All labs and their code. What has not changed since the last build is not read again. One thread at a time gets
 * something, as the first to ask makes it for all.
 */
public final class LabCache {

    private final Kept<Course, List<Lab>> labs = new Kept<>();
    private final Kept<Lab, Excerpts> excerpts = new Kept<>();
    private final Kept<Lab, CheckTexts> checks = new Kept<>();
    private final Kept<Course, TypeGraph> types = new Kept<>();
    private final Kept<Course, Map<String, Map<String, String>>> open = new Kept<>();

    synchronized List<Lab> labs(Course course, Disk disk) {
        return labs.get(course, disk, inputs -> {
            inputs.add(course.solutions());
            disk.folders(course.solutions()).forEach(folder -> inputs.add(data(folder)));
            return course.all();
        });
    }

    synchronized Excerpts excerpts(Lab lab, Disk disk) {
        return excerpts.get(lab, disk, inputs -> {
            inputs.addAll(lab.reference());
            return new Excerpts(lab);
        });
    }

    synchronized TypeGraph types(Course course, Disk disk) {
        return types.get(course, disk, inputs -> {
            inputs.add(course.solutions());
            course.all().forEach(lab -> inputs.addAll(lab.reference()));
            return TypeGraph.of(course);
        });
    }

    /** By the name of a lab, the files of its open starter. */
    synchronized Map<String, Map<String, String>> open(Course course, Disk disk) {
        return open.get(course, disk, inputs -> {
            inputs.add(course.solutions());
            course.all().forEach(lab -> inputs.addAll(lab.reference()));
            Map<String, Map<String, String>> files = new HashMap<>();
            if (course.all().stream().anyMatch(StarterForm::isThereOpen)) {
                OpenStarter.all(course).forEach((lab, all) -> files.put(lab.name(), all));
            }
            return files;
        });
    }

    synchronized CheckTexts checks(Course course, Lab lab, Disk disk) {
        Path folder = Labs.checks(course, lab);
        return checks.get(lab, disk, inputs -> {
            List<Path> folders = Stream.concat(Stream.of(folder), disk.folders(folder).stream()).toList();
            folders.forEach(inputs::addAll);
            return new CheckTexts(course.root(),
                    folders.stream().flatMap(each -> disk.files(each).stream()).toList());
        });
    }

    static Path data(Path labFolder) {
        return labFolder.resolve("tasks.yaml");
    }
}
