package docs.studio.run;

import com.sun.net.httpserver.spi.HttpServerProvider;
import docs.studio.commands.CommandRoutes;
import docs.studio.drills.DrillRoutes;
import docs.studio.files.FileRoutes;
import docs.studio.grading.GradeRoutes;
import docs.studio.lab.LabRoutes;
import docs.studio.live.CellRoutes;
import docs.studio.pages.Pages;
import docs.studio.pages.SiteBuild;
import docs.studio.queues.QueueRoutes;
import docs.studio.stream.Streams;
import docs.studio.web.WebServer;
import docs.studio.wire.WireRoutes;
import docs.studio.xray.XrayRoutes;
import grader.core.console.ProgressLine;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The pages, live: a server for one learner, which ends with all that it has started. */
public final class Studio implements AutoCloseable {

    private final SiteBuild site;
    private final WebServer server;
    private final Streams streams = new Streams();
    private final CellRoutes cells;
    private final GradeRoutes grading;
    private final LabRoutes labs;
    private final CommandRoutes commands;
    private final WireRoutes wire;
    private final QueueRoutes queues;
    private final XrayRoutes xray;
    private final DrillRoutes drills;
    private final AtomicReference<String> news = new AtomicReference<>("");

    /** Starts it. @param port 0: a free one */
    public Studio(Course course, int port, Optional<String> token, Set<String> names) {
        this(course, HttpServerProvider.provider(), port, token, names);
    }

    /** The same on another server than the JDK's. */
    public Studio(Course course, HttpServerProvider provider, int port, Optional<String> token, Set<String> names) {
        this.site = new SiteBuild(course);
        this.server = new WebServer(provider, port, token, names, new Pages(course, site));
        streams.addTo(server);
        this.cells = new CellRoutes(course, streams);
        cells.addTo(server);
        this.grading = new GradeRoutes(course, streams);
        grading.addTo(server);
        this.labs = new LabRoutes(course, streams);
        labs.addTo(server);
        this.commands = new CommandRoutes(course, streams);
        commands.addTo(server);
        this.wire = new WireRoutes(course, streams, labs::serverPort);
        wire.addTo(server);
        this.queues = new QueueRoutes(course, labs::serverPort, labs::adminPort);
        queues.addTo(server);
        this.xray = new XrayRoutes(course, labs);
        xray.addTo(server);
        this.drills = new DrillRoutes(course, streams);
        drills.addTo(server);
        new FileRoutes(course).addTo(server);
        labs.tellPort(cells::serverPort);
        server.route("GET /api/news", call -> call.reply(Map.of("pages", news.get())));
    }

    public String link() {
        return server.link();
    }

    String token() {
        return server.token();
    }

    public int port() {
        return server.port();
    }

    /** Sees to it that there are pages. Old ones will do: then they are built again in the background. */
    public void preparePages(ProgressLine progress) {
        if (site.isUpToDate()) {
            return;
        }
        if (!site.isThere()) {
            progress.say("building the pages: this takes half a minute, once");
            site.build();
            return;
        }
        news.set("building");
        Thread.ofPlatform().daemon().name("pages").start(() -> {
            try {
                site.build();
                news.set("built");
            } catch (UserError problem) {
                news.set(problem.line());
            }
        });
    }

    @Override
    public void close() {
        server.close();
        streams.close();
        wire.close();
        queues.close();
        xray.close();
        drills.close();
        cells.close();
        labs.close();
        commands.close();
        grading.close();
        site.close();
    }
}
