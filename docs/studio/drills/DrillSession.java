package docs.studio.drills;

import grader.core.console.UserError;
import grader.core.course.Course;
import grader.core.course.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One drill: its server, the looks at it, the hints, the answers, and what decides. Prompt and page show it. */
final class DrillSession implements AutoCloseable {

    private static final Duration LAST_LOOK = Duration.ofSeconds(3);
    private static final int MOST_LOOKS = 4;

    /**
     * What an answer comes to.
     *
     * @param measured the rule of what was named, if that was wrong: its conditions, and what they are in this server
     * @param left how many faults are not named yet
     */
    record Answer(boolean right, String says, List<String> measured, int left) {}

    /**
     * What decides about a fault.
     *
     * @param found whether the learner has named it, at the first try
     * @param measured the conditions of its rule, and what they are in this server now
     * @param named what was named last in its place; null if nothing was
     * @param namedMeasured the same of the rule of that
     * @param difference the lines that it changes, after the place of the first
     * @param misleads what looks like something else in this drill
     * @param model where a model of it is, as `lab02#watch`; null if nowhere
     * @param again after how many drills it comes again
     */
    record Decision(Stop stop, String name, String cause, boolean found, String evidence, List<String> measured,
            String named, List<String> namedMeasured, List<String> difference, List<String> misleads,
            String model, Fault.Source source, int again) {}

    private final Course course;
    private final Scene scene;
    private final List<Fault> all;
    private final DrillServer server;
    private final Looks looks;
    private final List<Fault> left;
    private final Map<Fault, Boolean> found = new LinkedHashMap<>();
    private final Map<Fault, Fault> mistaken = new LinkedHashMap<>();     // what was named, by what it was
    private final AtomicInteger taken = new AtomicInteger();        // looks
    private final long begun = System.nanoTime();
    private Map<Fault, Integer> waits = Map.of();
    private int hints;

    /** Starts the server, and its load. @param progress hears what is done now */
    DrillSession(Course course, Reference reference, Scene scene, Consumer<String> progress) {
        this.course = course;
        this.scene = scene;
        this.all = Fault.all(course, new Random(scene.seed()));
        this.server = reference.start(scene, progress);
        this.looks = new Looks(server);
        this.left = new ArrayList<>(scene.faults());
    }

    DrillServer server() {
        return server;
    }

    /** A look: its name, and what it is about, such as `threads TEXT` or `$ COMMAND`. */
    List<String> look(String line) throws IOException, InterruptedException {
        String name = line.startsWith("$") ? "$" : line.split(" ")[0];
        String text = line.substring(name.length()).strip();
        List<String> lines = switch (name) {
            case "signals" -> looks.signals();
            case "times" -> looks.times();
            case "slow" -> looks.slow();
            case "clients" -> looks.clients();
            case "log" -> looks.log(text);
            case "ss" -> looks.sockets();
            case "threads" -> looks.threads(text);
            case "$" -> looks.shell(text);
            case "curl" -> looks.shell(line);
            default -> throw new UserError("there is no look or stop '" + line + "'",
                    "type help for the looks, or a stop from 1 to 7");
        };
        taken.incrementAndGet();
        return lines;
    }

    /** The next hint, about the first fault that is left. */
    synchronized List<String> hint() throws InterruptedException {
        if (left.isEmpty()) {
            throw new UserError("all faults are named", "begin another drill");
        }
        Fault fault = left.getFirst();
        hints++;
        return switch (hints) {
            case 1 -> List.of("Hint 1: the look that shows most is `" + fault.look() + "`.");
            case 2 -> List.of("Hint 2: the stop is one of " + near(fault.stop()) + ".");
            case 3 -> List.of("Hint 3: do not be misled. " + fault.misleads());
            default -> Stream.concat(Stream.of("Hint 4: what the rule of this fault measures:"),
                    fault.rule().measured(evidence(List.of(fault))).stream().map(line -> "  " + line)).toList();
        };
    }

    /** Three stops in a row; the seed says where among them the right one is. */
    private String near(Stop stop) {
        int first = Math.clamp(stop.ordinal() - scene.seed() / all.size() % 3, 0, Stop.values().length - 3);
        return Arrays.stream(Stop.values(), first, first + 3).map(Stop::toString).collect(Collectors.joining(", "));
    }

    /** What may be wrong at a stop, in an order that the seed decides. */
    List<Fault> causes(Stop stop) {
        List<Fault> causes = new ArrayList<>(all.stream().filter(fault -> fault.stop() == stop).toList());
        Collections.shuffle(causes, new Random(scene.seed() + stop.number()));
        return causes;
    }

    /**
     * After a wrong answer, the drill goes on, but the fault that it may have meant comes again soon: that at the same
     * stop, or else the first.
     */
    synchronized Answer answer(Fault named) throws InterruptedException {
        if (left.isEmpty()) {
            throw new UserError("all faults are named", "begin another drill");
        }
        Fault meant = left.stream()
                .filter(fault -> fault.name().equals(named.name()))
                .findFirst()
                .or(() -> left.stream().filter(fault -> fault.stop() == named.stop()).findFirst())
                .orElse(left.getFirst());
        boolean right = meant.name().equals(named.name());
        if (right) {
            decide(meant, !mistaken.containsKey(meant));
            hints = 0;
            return new Answer(true, "✓ That is it. " + effort(), List.of(), left.size());
        }
        mistaken.put(meant, named);
        return new Answer(false, meant.stop() == named.stop() ? "✗ The stop is right, the cause is another one."
                : "✗ It is at another stop.", named.rule().measured(evidence(List.of())), left.size());
    }

    /** The learner wants to be shown what is left. */
    synchronized void giveUp() {
        List.copyOf(left).forEach(fault -> decide(fault, false));
    }

    private void decide(Fault fault, boolean right) {
        left.remove(fault);
        found.put(fault, right);
        if (left.isEmpty()) {
            waits = new Schedule(Progress.load(course), new Random()).keep(found);
        }
    }

    private String effort() {
        return "(looks: %s, hints: %s, seconds: %s)".formatted(taken, hints,
                (System.nanoTime() - begun) / 1_000_000_000);
    }

    /** How many faults are not named yet. */
    synchronized int left() {
        return left.size();
    }

    /** Whether all faults were named, each at the first try. */
    synchronized boolean isFound() {
        return left.isEmpty() && !found.containsValue(false);
    }

    /** What decides, when no fault is left. */
    synchronized List<Decision> decisions() throws InterruptedException {
        if (!left.isEmpty()) {
            throw new UserError("a fault is not named yet", "name it, or give up");
        }
        Evidence evidence = evidence(scene.faults());
        return scene.faults().stream().map(fault -> decision(fault, evidence)).toList();
    }

    private Decision decision(Fault fault, Evidence evidence) {
        Fault named = mistaken.get(fault);
        return new Decision(fault.stop(), fault.name(), fault.cause(), found.get(fault),
                fault.evidence().replace('\n', ' '), fault.rule().measured(evidence),
                named == null ? null : named.name(), named == null ? List.of() : named.rule().measured(evidence),
                Reference.difference(course, fault),
                Stream.concat(Stream.of(fault.misleads()),
                        scene.herrings().stream().filter(_ -> !found.get(fault)).map(Herring::says)).toList(),
                fault.model(), fault.source(), waits.get(fault));
    }

    /** Some faults need time to show: it looks until their rules hold, and not for long. */
    private Evidence evidence(List<Fault> faults) throws InterruptedException {
        Evidence evidence = Evidence.of(server, LAST_LOOK);
        for (int i = 1; i < MOST_LOOKS && !hold(faults, evidence); i++) {
            evidence = Evidence.of(server, LAST_LOOK);
        }
        return evidence;
    }

    private static boolean hold(List<Fault> faults, Evidence evidence) {
        return faults.stream().allMatch(fault -> fault.rule().holds(evidence));
    }

    @Override
    public void close() {
        server.close();
    }
}
