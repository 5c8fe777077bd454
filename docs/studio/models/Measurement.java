package docs.studio.models;

import docs.studio.models.Measured.Point;
import docs.studio.process.BoundFolder;
import docs.studio.servers.ServerProcess;
import docs.studio.web.LocalGet;
import grader.clients.http.UsableTime;
import grader.core.console.UserError;
import grader.core.course.Course;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Starts servers, drives them with a model's parameters, and holds what comes of it against the model. */
final class Measurement {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
    private static final int LOOKS = 60;
    private static final double MOST_MILLIS = 8;        // that a request may cost by itself, with the longest scale
    private static final int MOST_TIMES_LONGER = 4;

    private final Course course;
    private final Model model;
    private final Experiment experiment;
    private final Consumer<String> progress;

    Measurement(Course course, Model model, Consumer<String> progress) {
        this.course = course;
        this.model = model;
        this.experiment = Experiment.ALL.get(model.name());
        this.progress = progress;
    }

    /**
     * Measures a lab's server at a place, and at the others along the model's handle.
     *
     * @param lab its number; 0: the first that shows it
     * @param command what is started in place of the learner's parts; empty for these
     * @throws UserError if the lab cannot show it, no server starts, or the machine is too busy
     */
    Measured run(Place place, int lab, boolean reference, Optional<String> command)
            throws IOException, InterruptedException {
        int number = lab == 0 ? experiment.lab() : lab;
        experiment.refusal(number, place).ifPresent(why -> {
            throw new UserError(
                    model.name() + " cannot be measured like this with " + course.all().get(number - 1).name(),
                    why);
        });
        int scale = experiment.scale() * (experiment.stretches() ? pace() : 1);
        try (BoundFolder folder = BoundFolder.make("inside-the-server-measure-")) {
            if (command.isPresent()) {
                return measure(Subject.ofCommand(command.get(), number), place, scale);
            }
            Optional<String> missing = Optional.empty();
            if (!reference) {
                progress.accept("compiling your labs");
                try {
                    Subject own = Subject.ofLab(course, number, false, folder);
                    tryOut(own);
                    return measure(own, place, scale);
                } catch (NotThere none) {
                    missing = Optional.of(none.getMessage());
                }
            }
            progress.accept("compiling the reference");
            Measured measured = measure(Subject.ofLab(course, number, true, folder), place, scale);
            return missing.map(measured::insteadOf).orElse(measured);
        }
    }

    /** How many times longer than usual everything is to take, as requests cost more here than elsewhere. */
    private int pace() throws IOException {
        double[] millis = new double[LOOKS];
        try (SlowService nothing = new SlowService(2, 0, path -> 0)) {
            int port = Integer.parseInt(nothing.url().replaceFirst(".*:", ""));
            for (int i = 0; i < LOOKS; i++) {
                long start = System.nanoTime();
                LocalGet.of(port, "/", FIRST);
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        double usual = Arrays.stream(millis, LOOKS / 2, LOOKS).sorted().skip(LOOKS / 3).findFirst().orElse(0);
        if (usual > MOST_MILLIS) {
            throw busy(String.format(Locale.ROOT, "a request that does nothing takes %.0f ms", usual));
        }
        int times = 1;
        while (times < MOST_TIMES_LONGER && usual * MOST_TIMES_LONGER > MOST_MILLIS * times) {
            times *= 2;
        }
        return times;
    }

    private static UserError busy(String why) {
        return new UserError("this machine is too busy to measure: " + why, "try again when it is quieter");
    }

    /** Whether the learner's server of this lab serves at all. @throws NotThere if it does not */
    private void tryOut(Subject own) throws IOException {
        progress.accept("starting " + own.words());
        try (ServerProcess server = own.server("it", List.of("--host", "127.0.0.1", "--port", "0"))) {
            server.start(START);
            int status = LocalGet.of(server.port(), own.number() == 2 ? "/" : "/slow/1", FIRST).status();
            if (status != 200) {
                throw new NotThere("GET /slow/1 gets status " + status);
            }
        } catch (UserError problem) {
            throw new NotThere(problem.getMessage().replaceFirst("(?s).* / ", ""));
        } catch (IOException silent) {
            throw new NotThere("it does not respond: " + silent.getMessage());
        }
    }

    private Measured measure(Subject subject, Place place, int scale) throws InterruptedException {
        List<Place> places = model.around(place);
        Quiet quiet = new Quiet(UsableTime.nanos(), UsableTime.awakeNanos());
        List<Point> points = new ArrayList<>();
        progress.accept(String.format(Locale.ROOT, "measuring %s at %d places at the same time, for about %.0f s",
                subject.words(), places.size(), model.seconds() * scale));
        ExecutorService threads = Executors.newFixedThreadPool(places.size(), Thread.ofPlatform().daemon().factory());
        try {
            List<Future<Point>> running =
                    places.stream().map(each -> threads.submit(() -> point(subject, each, scale))).toList();
            for (Future<Point> each : running) {
                while (each.state() == Future.State.RUNNING) {
                    Thread.sleep(LOOK);
                    quiet.check(LONG_ENOUGH, UsableTime.QUIET / 2);
                }
                points.add(each.get());
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof UserError problem ? problem
                    : new IllegalStateException(failed.getCause());
        } finally {
            threads.shutdownNow();
            threads.close();
        }
        quiet.check(Duration.ZERO, UsableTime.QUIET);
        return Measured.of(model, subject.words(), scale, points);
    }

    private Point point(Subject subject, Place place, int scale) throws IOException, InterruptedException {
        try (Trial trial = new Trial(subject, model, place, scale)) {
            double[] numbers = experiment.measure(trial);
            return new Point(place, Arrays.stream(numbers).boxed().toList(), model.predictedAt(place),
                    trial.slack(), experiment.why(trial));
        }
    }

    /** How much of a processor each thread got since then. */
    private record Quiet(long usable, long awake) {

        /** @throws UserError if it was less than this, once it has gone on for long enough */
        void check(Duration enough, double least) {
            long passed = UsableTime.awakeNanos() - awake;
            double share = (UsableTime.nanos() - usable) / (double) Math.max(1, passed);
            if (passed > enough.toNanos() && share < least) {
                throw busy("it gave each thread " + Math.round(100 * share) + "% of a processor");
            }
        }
    }

    /** The learner has not built this server. */
    private static final class NotThere extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotThere(String what) {
            super(what);
        }
    }
}
