package grader.conformance;

import grader.clients.http.Limits;
import grader.conformance.caching.FileTests;
import grader.conformance.requirements.Requirement;
import grader.core.console.UserError;
import grader.core.files.Folders;
import grader.grading.engine.Grading;
import grader.grading.engine.Settings;
import grader.grading.server.Program;
import grader.machine.os.ShutdownHook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Starts the servers that are looked at, and looks. */
public final class ConformanceOf {

    private static final List<String> QUIET = List.of("--host", "127.0.0.1", "--port", "0", "--access-log", "off");
    /** So long that no end of a connection that is seen is that of a timeout. */
    private static final List<String> PATIENT = flags("60000");
    private static final List<String> SHORT_TIMEOUTS = flags("500");

    private ConformanceOf() {}

    private static List<String> flags(String millis) {
        List<String> flags = new ArrayList<>(QUIET);
        List.of("idle", "request", "write")
                .forEach(timeout -> flags.addAll(List.of("--" + timeout + "-timeout", millis)));
        return List.copyOf(flags);
    }

    /**
     * How the server of these settings stands to these requirements.
     *
     * @param progress is told in a few words what is being done
     */
    public static List<Outcome> of(Settings settings, List<Requirement> chosen, Consumer<String> progress) {
        int lab = settings.lab().number();
        List<Requirement> asked = chosen.stream().map(one -> one.of(lab)).toList();
        if (lab < FileTests.LAB) {
            return of(settings, asked, PATIENT, progress);
        }
        Path folder = filesFolder();
        try (ShutdownHook _ = new ShutdownHook(() -> Folders.delete(folder))) {
            List<String> flags = new ArrayList<>(PATIENT);
            flags.addAll(List.of("--files", folder.toString(), "--max-age", "60000"));
            return of(settings, asked, flags, progress);
        } finally {
            Folders.delete(folder);
        }
    }

    private static Path filesFolder() {
        try {
            Path folder = Files.createTempDirectory("conformance-files-");
            FileTests.write(folder);
            return folder;
        } catch (IOException error) {
            throw UserError.of(error, "making a temporary folder in " + System.getProperty("java.io.tmpdir"));
        }
    }

    private static List<Outcome> of(Settings settings, List<Requirement> chosen, List<String> patient,
            Consumer<String> progress) {
        boolean elsewhere = settings.foreign().filter(Program.Url.class::isInstance).isPresent();
        return new Grading(settings, progress::accept).withServers(servers -> {
            Supplier<Optional<InetSocketAddress>> shortTimeouts =
                    elsewhere ? Optional::empty : new Once(() -> servers.apply(SHORT_TIMEOUTS).address());
            List<Outcome> outcomes = new Suite(servers.apply(patient).address(), shortTimeouts, Limits.PATIENCE)
                    .run(chosen, done -> progress.accept("requirement " + done + " of " + chosen.size()));
            if (elsewhere) {
                return outcomes;
            }
            progress.accept("a second look at what got no answer");
            try (SilenceRetry second = new SilenceRetry(() -> servers.apply(patient), shortTimeouts)) {
                return second.of(outcomes);
            }
        });
    }

    /** Asks for it when it is needed, and once. */
    private static final class Once implements Supplier<Optional<InetSocketAddress>> {

        private final Supplier<InetSocketAddress> maker;
        private InetSocketAddress made;

        Once(Supplier<InetSocketAddress> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized Optional<InetSocketAddress> get() {
            if (made == null) {
                made = maker.get();
            }
            return Optional.of(made);
        }
    }
}
