package docs.studio.terminal;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** `course map`. */
@Command(name = "map", description = "Show the map, your points, and what to do next.")
final class MapCommand implements Callable<Integer> {

    @ParentCommand
    private CourseCommand course;

    @Override
    public Integer call() {
        course.showMap();
        return 0;
    }
}
