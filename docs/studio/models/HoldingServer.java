package docs.studio.models;

import docs.studio.servers.LoadConnection;
import docs.studio.servers.LoadConnection.Lost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A server whose handlers take as long as they are told to: lab 02 by a flag, labs 07 and later by the path. */
record HoldingServer(Trial trial, int port) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FIRST_WITH_ENGINES = 8;
    private static final int FIRST_WITH_TARGET = 13;
    private static final int ROUNDS = 12;

    static Optional<String> refusal(int number) {
        return number == 2 || number >= 7 ? Optional.empty()
                : Optional.of("its handlers cannot take a given time; lab02 can (--hold), and lab07 and later "
                        + "(GET /slow/MS)");
    }

    /** @param service how long the handlers take on average, in seconds */
    static HoldingServer start(Trial trial, double service, List<String> flags) {
        List<String> all = new ArrayList<>(flags);
        if (trial.lab() == 2) {
            all.addAll(List.of("--hold", "" + trial.millis(service)));
        }
        if (trial.lab() >= FIRST_WITH_ENGINES && !flags.contains("--engine")) {
            all.addAll(List.of("--engine", "thread"));
        }
        if (trial.lab() >= FIRST_WITH_TARGET) {
            all.addAll(List.of("--queue-target", "60000"));
        }
        return new HoldingServer(trial, trial.start("server", all).port());
    }

    /** Where a request takes so many seconds. */
    String target(double seconds) {
        return trial.lab() == 2 ? "/" : "/slow/" + trial.millis(seconds);
    }

    /** What a request costs a worker besides this time: all workers are busy, and one more client waits. */
    double cost(int workers, double service) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        List<Thread> clients = new ArrayList<>();
        double whole = 0;
        for (int round = 0; round < 2; round++) {       // the first one warms it up
            done.set(0);
            clients.clear();
            long start = System.nanoTime();
            for (int i = 0; i <= workers; i++) {
                clients.add(Thread.ofPlatform().daemon().start(() -> {
                    for (int j = 0; j < ROUNDS; j++) {
                        get(target(service), done);
                    }
                }));
            }
            for (Thread client : clients) {
                client.join();
            }
            whole = (System.nanoTime() - start) / 1e9;
        }
        return Math.max(0, whole * workers / Math.max(1, done.get()) - service);
    }

    private void get(String target, AtomicInteger done) {
        try (LoadConnection connection = LoadConnection.open(port, PATIENCE)) {
            connection.exchange("GET", target, "Connection: close\r\n", PATIENCE);
            done.incrementAndGet();
        } catch (Lost none) {
            // it is not done
        }
    }
}
