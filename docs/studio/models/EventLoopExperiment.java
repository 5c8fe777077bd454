package docs.studio.models;

import docs.studio.servers.LoadConnection;
import docs.studio.servers.LoadConnection.Lost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.DoubleStream;

/** Eight clients that think and ask, and some handlers that block: lab 08's engines loop and thread. */
final class EventLoopExperiment implements Experiment {

    private static final int CLIENTS = 8;
    private static final double WORK = .002;
    private static final double THINK = .060;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public int lab() {
        return 8;
    }

    @Override
    public int scale() {
        return 2;
    }

    @Override
    public double[] measure(Trial trial) throws InterruptedException {
        String engine = trial.place.text("threads").equals("one for all") ? "loop" : "thread";
        HoldingServer server = HoldingServer.start(trial, WORK, List.of("--engine", engine));
        List<Double> alone = new ArrayList<>();
        ask(trial, server, alone, 1, 0, new Random(0));
        trial.cost = trial.quantile(.25, array(alone)) * trial.scale / 1000 - WORK * trial.scale;
        List<Double> quick = new ArrayList<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 1; i <= CLIENTS; i++) {
            Random random = new Random(i);
            clients.add(Thread.ofPlatform()
                    .daemon()
                    .start(() -> ask(trial, server, quick, trial.seconds,
                            trial.place.number("share"), random)));
        }
        for (Thread client : clients) {
            client.join();
        }
        return new double[] {trial.quantile(.5, array(quick)), trial.quantile(.99, array(quick))};
    }

    private static double[] array(List<Double> times) {
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Thinks and asks until the time is over, and adds the times of quick requests. @param share of slow ones in % */
    private static void ask(Trial trial, HoldingServer server, List<Double> quick, double seconds, double share,
            Random random) {
        double block = trial.place.number("block") / 1000 * trial.scale;
        long start = System.nanoTime();
        try (LoadConnection connection = LoadConnection.open(server.port(), PATIENCE)) {
            while ((System.nanoTime() - start) / 1e9 < seconds) {
                Thread.sleep(Duration.ofNanos((long) (-Math.log(1 - random.nextDouble()) * THINK * trial.scale * 1e9)));
                boolean blocks = random.nextDouble() * 100 < share;
                long begin = System.nanoTime();
                connection.exchange("GET", server.target(WORK * trial.scale + (blocks ? block : 0)), "", PATIENCE);
                if (!blocks) {
                    synchronized (quick) {
                        quick.add((System.nanoTime() - begin) / 1e9);
                    }
                }
            }
        } catch (Lost ended) {
            // what it has measured counts
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String why(Trial trial) {
        return String.format(Locale.ROOT,
                "A request alone takes %.1f ms longer than its handler: sockets, and the change from thread to thread, "
                        + "which the model leaves out.",
                trial.cost * 1000);
    }
}
