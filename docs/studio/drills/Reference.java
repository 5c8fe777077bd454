package docs.studio.drills;

import docs.studio.process.BoundFolder;
import docs.studio.servers.LabClasses;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Lab;
import grader.core.files.PathText;
import grader.core.source.Compiler;
import grader.core.source.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The reference of lab 13, compiled once, from which servers with a fault are made. */
final class Reference implements AutoCloseable {

    static final String LAB = "lab13";

    private final Course course;
    private final BoundFolder folder = BoundFolder.make("inside-the-server-drill-");
    private final LabClasses classes;
    private int made;

    /** @throws UserError if it does not compile; then nothing is left */
    Reference(Course course) {
        this.course = course;
        try {
            this.classes = LabClasses.compile(course, LAB, true, folder.path());
        } catch (RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    /** Starts the server of a scene, and its load. @param progress hears what is done now */
    DrillServer start(Scene scene, Consumer<String> progress) {
        try {
            Path place = Files.createDirectory(folder.path().resolve("server-" + ++made));
            Path changed = Files.createDirectory(place.resolve("classes"));
            if (!scene.healthy()) {
                compile(scene.faults(), changed);
            }
            List<Path> path = new ArrayList<>(List.of(changed));
            path.addAll(classes.path());
            progress.accept("starting the server");
            return new DrillServer(scene, new LabClasses(path), place);
        } catch (IOException error) {
            throw UserError.of(error, "making a server with a fault");
        }
    }

    private void compile(List<Fault> faults, Path into) {
        Map<String, String> sources = new HashMap<>();
        for (Fault fault : faults) {
            Path file = source(course, fault);
            sources.put(PathText.shown(file), fault.change().in(PathText.shown(file), text(file)));
        }
        Lab lab = course.lab(LAB);
        Compiler.compile(sources, into, lab, List.of(classes.path().getFirst())).ifPresent(failure -> {
            throw new UserError(failure.toString(), "correct the fault in docs/drills/faults");
        });
    }

    /** The reference's source that a fault is in. */
    static Path source(Course course, Fault fault) {
        return course.all()
                .stream()
                .map(lab -> lab.reference().resolve(fault.change().file()))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new UserError("the reference has no file " + fault.change().file(),
                        "correct the fault in docs/drills/faults"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw UserError.of(error, "reading " + PathText.shown(file));
        }
    }

    /** The lines that a fault changes, as `diff` shows them, after the place of the first. */
    static List<String> difference(Course course, Fault fault) {
        Path file = source(course, fault);
        String before = text(file);
        Passage.Match match = new Passage(fault.change().text()).in(before).getFirst();
        String after = fault.change().in(PathText.shown(file), before);
        int start = before.lastIndexOf('\n', match.start()) + 1;
        int end = before.indexOf('\n', match.end());
        List<String> old = before.substring(start, end).lines().toList();
        List<String> changed = after.substring(start, end + after.length() - before.length()).lines().toList();
        int most = Math.min(old.size(), changed.size());
        int same = 0;       // lines at their ends
        while (same < most && old.reversed().get(same).equals(changed.reversed().get(same))) {
            same++;
        }
        List<String> lines = new ArrayList<>(List.of(PathText.shown(file) + ":" + match.line(before)));
        old.subList(0, old.size() - same).forEach(line -> lines.add("- " + line));
        changed.subList(0, changed.size() - same).forEach(line -> lines.add("+ " + line));
        return lines;
    }

    @Override
    public void close() {
        folder.close();
    }
}
