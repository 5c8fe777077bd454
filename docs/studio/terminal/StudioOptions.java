package docs.studio.terminal;

import docs.studio.run.PageAddress;
import docs.studio.run.StudioStart;
import grader.core.course.Course;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** How the studio is started, and its start. */
final class StudioOptions {

    @Option(names = "--no-browser", description = "Show the link to the pages, and open no browser.")
    private boolean noBrowser;

    @Option(names = "--port", paramLabel = "PORT",
            description = "Where the pages are served; 0: a free port. Without it the last one of this checkout, "
                    + "7007, or a free one. With it the pages are served where there is no terminal, too.")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--host-name", paramLabel = "NAME",
            description = "A name by which a proxy calls this server, such as hub.example.org; may be repeated. "
                    + "Without it only this machine's own names are known.")
    private Set<String> names = Set.of();

    @Option(names = "--server", paramLabel = "LAB",
            description = "Serve the pages by the reference of this lab, lab11, instead of the JDK's server.")
    private Optional<String> server = Optional.empty();

    /** Whether the studio is to start even where there is no terminal: under a server of notebooks, say. */
    boolean isAskedFor() {
        return port.isPresent();
    }

    /** Starts the studio, or opens the running one, and returns when it ends. */
    int run(Course course, Screen screen, Optional<PageAddress> page) {
        screen.line();
        return new StudioStart(course, screen::line).run(port, names, page, !noBrowser, server);
    }
}
