package docs.studio.deploy;

import grader.clients.http.Await;
import grader.core.console.UserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Three instances with one engine, their balancer and its load. */
final class Deployment implements AutoCloseable {

    /** What is done to the instances under load. */
    enum Act { deploy, kill }

    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int KILLS = 4;
    private static final int LONGEST_MILLIS_TO_KILL = 2_000;
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration READY = Duration.ofSeconds(20);
    private static final Duration MOST_LATE = Duration.ofSeconds(15);
    /** Of load, with all instances. */
    private static final Duration CALM = Duration.ofSeconds(1);

    private final Arena arena;
    private final String engine;
    private final Consumer<String> progress;
    private final Random random;
    private final Balancer balancer;
    private final ArenaLoad load;
    private final Map<String, Instance> serving = new TreeMap<>();
    private final List<InstanceLife> lives = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Starts the instances. @param progress hears what is done now */
    Deployment(Arena arena, String engine, Consumer<String> progress) {
        this.arena = arena;
        this.engine = engine;
        this.progress = progress;
        this.random = new Random(arena.settings().seed());
        this.balancer = new Balancer(arena.settings().probe());
        this.load = new ArenaLoad(balancer, arena.orders(), engine, new Random(arena.settings().seed()));
        try {
            NAMES.forEach(this::start);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /** Starts the next instance with a name, and waits until the balancer sends it requests. */
    private void start(String name) {
        progress.accept("starting instance " + name + ", engine " + engine);
        Instance instance = arena.instance(name, engine);
        serving.put(name, instance);
        lives.add(instance.life());
        instance.start(START);
        balancer.add(instance);
        if (!Await.comesTrue(READY, () -> balancer.isIn(instance))) {
            throw new UserError("instance " + name + " listens, but its /ready was no 200 within " + READY.toSeconds()
                    + " s", "let it be ready in the phase serve (lab 11, ready-live)");
        }
    }

    /** Does an act under load, and returns what has happened. */
    Replay play(Act act, String title) throws InterruptedException {
        lives.retainAll(serving.values().stream().map(Instance::life).toList());
        notes.clear();
        long begun = System.nanoTime();
        load.send(arena.settings().rate(), act == Act.kill);
        Thread.sleep(CALM);
        if (act == Act.deploy) {
            NAMES.forEach(this::replace);
        } else {
            for (int i = 0; i < KILLS; i++) {
                Thread.sleep(random.nextInt(LONGEST_MILLIS_TO_KILL));
                kill(NAMES.get(random.nextInt(NAMES.size())));
            }
        }
        Thread.sleep(CALM);
        List<Attempt> attempts = load.stop();
        long ended = System.nanoTime();
        serving.values()
                .forEach(instance -> instance.exitCode()
                        .ifPresent(code -> notes.add("instance "
                                + instance.life().name() + " has ended by itself, with exit code " + code + ": "
                                + instance.said())));
        int port = balancer.in()
                .stream()
                .findFirst()
                .map(Instance::port)
                .orElseThrow(
                        () -> new UserError("no instance is ready at the end",
                                "see what the servers print: ./jbang lab11"));
        return Replay.of(title, begun, ended, lives, attempts,
                new Diagnosis(arena.settings().probe(), arena.settings().delay()), notes, arena.orders().count(port));
    }

    private void replace(String name) {
        progress.accept("SIGTERM for instance " + name + ", engine " + engine);
        Instance old = serving.get(name);
        Duration limit = arena.settings().delay().plus(Arena.DRAIN_TIMEOUT).plus(MOST_LATE);
        if (!old.terminate(limit)) {
            notes.add("instance " + name + " has not ended " + limit.toSeconds()
                    + " s after SIGTERM, and was killed: its drain needs a deadline (task deadline)");
            old.kill();
        } else if (old.exitCode().orElse(0) != 0) {
            notes.add("instance " + name + " has ended with exit code " + old.exitCode().get()
                    + ", not 0: it has cut off requests, or was not stopped in order (tasks finish and deadline)");
        }
        start(name);
    }

    private void kill(String name) {
        progress.accept("SIGKILL for instance " + name + ", engine " + engine);
        serving.get(name).kill();
        start(name);
    }

    @Override
    public void close() {
        load.close();
        balancer.close();
        serving.values().forEach(Instance::close);
    }
}
