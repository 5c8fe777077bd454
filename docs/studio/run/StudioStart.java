package docs.studio.run;

import com.sun.net.httpserver.spi.HttpServerProvider;
import docs.studio.grading.GradingNote;
import docs.studio.web.BrowserWindow;
import docs.studio.web.CompiledServers;
import grader.clients.http.Await;
import grader.core.console.ProgressLine;
import grader.core.console.UserError;
import grader.core.course.Course;
import grader.machine.os.Addresses;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Starts the one studio of a checkout, opens the browser, and waits for Ctrl+C. */
public final class StudioStart {

    /** A variable of the environment: the token, where something else than this program makes up the link. */
    private static final String TOKEN = "STUDIO_TOKEN";
    private static final int FREE_PORTS = 3;
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final int USUAL_PORT = 7007;

    private final Course course;
    private final Consumer<String> say;

    /** @param say takes each line that the user is to see */
    public StudioStart(Course course, Consumer<String> say) {
        this.course = course;
        this.say = say;
    }

    /**
     * Returns when the studio ends, which an interrupt makes it do; at once if another one runs in this checkout.
     *
     * @param port empty: the last one of this checkout, else the usual one, else a free one. 0: the last or a free one
     * @param names of this machine that a proxy uses
     * @param page that opens; empty: the first one
     * @param server the lab whose reference serves the pages; empty: the JDK's server does
     */
    public int run(Optional<Integer> port, Set<String> names, Optional<PageAddress> page, boolean browser,
            Optional<String> server) {
        StudioFolder folder = new StudioFolder(course);
        if (!folder.take()) {
            String link = folder.link()
                    .map(known -> page.map(one -> one.in(known)).orElse(known))
                    .orElseThrow(() -> new UserError("another studio of this checkout is about to start or to end",
                            "try again in a moment"));
            say.accept("A studio of this checkout runs already: " + link);
            folder.opens(link);
            open(folder, link, browser);
            return 0;
        }
        try {
            runIn(folder, port, names, page, browser, server);
        } finally {
            folder.close();
        }
        return 0;
    }

    private void runIn(StudioFolder folder, Optional<Integer> port, Set<String> names, Optional<PageAddress> page,
            boolean browser, Optional<String> server) {
        Optional<String> graded = new GradingNote(course).left();
        if (folder.forget()) {
            say.accept("The last studio was killed"
                    + graded.map(lab -> " while " + lab + " was being graded: grade it again").orElse("")
                    + ". Your files and cells are as you left them.");
        }
        Studio studio = start(folder, port, names, server);
        CountDownLatch ended = new CountDownLatch(1);
        Thread atExit = new Thread(() -> {
            studio.close();
            folder.close();
            ended.countDown();
        });
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            String link = page.map(one -> one.in(studio.link())).orElse(studio.link());
            folder.running(studio.link());
            folder.opens(link);
            try (ProgressLine progress = ProgressLine.onTerminal(System.out)) {
                studio.preparePages(progress);
            }
            say.accept("The pages, with cells that run: " + link);
            say.accept("Ctrl+C ends the studio.");
            open(folder, link, browser);
            ended.await();
        } catch (InterruptedException stop) {
            // ends as Ctrl+C does; it is not passed on, as closing would not wait for the port then
        } finally {
            if (ended.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(atExit);
                studio.close();
            }
        }
    }

    private Studio start(StudioFolder folder, Optional<Integer> port, Set<String> given, Optional<String> server) {
        Set<String> names = new HashSet<>(given);
        codespace(System.getenv()).ifPresent(names::add);
        Optional<StudioFolder.Key> last = folder.key();
        Optional<String> chosen = Optional.ofNullable(System.getenv(TOKEN)).filter(text -> !text.isBlank());
        HttpServerProvider provider = server.map(lab -> CompiledServers.of(course, lab))
                .orElseGet(HttpServerProvider::provider);
        Studio studio = start(ports(port, last.map(StudioFolder.Key::port)), at -> new Studio(course, provider, at,
                chosen.or(() -> last.map(StudioFolder.Key::token)), names));
        if (chosen.isEmpty()) {
            folder.keep(new StudioFolder.Key(studio.token(), studio.port()));
        }
        return studio;
    }

    /**
     * The ports to try, in order. The last ones are outside those that clients get, so that they are free again at the
     * next start; several, because a port that is found free may be taken a moment later. The last one gets a moment: a
     * process that was starting when the last studio ended has inherited its listener, and is about to close it.
     */
    private static List<Integer> ports(Optional<Integer> port, Optional<Integer> last) {
        if (port.filter(chosen -> chosen != 0).isPresent()) {
            return List.of(port.get());
        }
        Optional<Integer> usual = port.isEmpty() ? Optional.of(USUAL_PORT) : Optional.empty();
        Optional<Integer> again = last.filter(known -> Await.comesTrue(MOMENT, () -> Addresses.isFree(known)));
        return Stream.concat(Stream.of(again, usual).flatMap(Optional::stream),
                Stream.generate(Addresses::freePort).limit(FREE_PORTS)).toList();
    }

    private static Studio start(List<Integer> ports, IntFunction<Studio> startAt) {
        for (int port : ports.subList(0, ports.size() - 1)) {
            try {
                return startAt.apply(port);
            } catch (UserError taken) {
                // the next one may be free
            }
        }
        return startAt.apply(ports.getLast());
    }

    /** The name by which GitHub Codespaces forwards a port. */
    static Optional<String> codespace(Map<String, String> environment) {
        String name = environment.getOrDefault("CODESPACE_NAME", "");
        String domain = environment.getOrDefault("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN", "app.github.dev");
        return name.isEmpty() ? Optional.empty() : Optional.of(name + "-{port}." + domain);
    }

    private static void open(StudioFolder folder, String link, boolean browser) {
        if (browser) {
            BrowserWindow.open(folder.opening(), link, System.getenv(), System.getProperty("os.name"));
        }
    }
}
