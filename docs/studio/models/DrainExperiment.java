package docs.studio.models;

import docs.studio.models.RandomLoad.Sent;
import docs.studio.models.RandomLoad.Wanted;
import docs.studio.servers.ServerProcess;
import docs.studio.web.LocalGet;
import grader.clients.http.Await;
import grader.machine.os.Addresses;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Two servers of lab 11, of which one is restarted, behind a balancer that asks it whether it is ready. */
final class DrainExperiment implements Experiment {

    private static final int RESTARTS = 4;
    private static final int RATE = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(60);

    /** What the balancer knows of server B. */
    private static final class Balancer {
        volatile boolean ready = true;
        volatile boolean over;
        int turn;
    }

    @Override
    public int lab() {
        return 11;
    }

    @Override
    public double[] measure(Trial trial) throws InterruptedException {
        String order = trial.place.text("order");
        double notice = trial.place.number("notice");
        int wait = order.startsWith("not ready") ? (int) (1000 * trial.place.number("wait")) : 0;
        int port = Addresses.freePort();
        ServerProcess a = trial.start("a", List.of());
        ServerProcess b =
                trial.start("b", List.of("--port", "" + port, "--admin-port", "0", "--drain-delay", "" + wait));
        Balancer balancer = new Balancer();
        Thread checks = Thread.ofPlatform().daemon().start(() -> check(b, notice, balancer));
        try (RandomLoad load = new RandomLoad(trial.random, RATE, PATIENCE, PATIENCE, () -> {
            boolean toB = balancer.turn++ % 2 == 1 && balancer.ready;
            double time = .2 + .6 * trial.random.nextDouble();
            return new Wanted(toB ? port : a.port(), "/slow/" + trial.millis(time), time);
        })) {
            for (int i = 0; i < RESTARTS; i++) {
                Thread.sleep((long) (1000 * (1 + notice * trial.random.nextDouble())));
                if (order.equals("exit at once")) {
                    b.kill();
                } else {
                    b.drain(LONG);
                }
                b.start(LONG);
                Await.comesTrue(LONG, () -> balancer.ready);
            }
            Thread.sleep(1000);
            List<Sent> sent = load.stop();
            return new double[] {sent.stream().filter(each -> !each.isGood()).count() / (double) RESTARTS};
        } finally {
            balancer.over = true;
            checks.join();
        }
    }

    private static void check(ServerProcess b, double notice, Balancer balancer) {
        while (!balancer.over) {
            try {
                balancer.ready = b.adminPort() != 0 && LocalGet.of(b.adminPort(), "/ready", PATIENCE).status() == 200;
            } catch (IOException gone) {
                balancer.ready = false;
            }
            try {
                Thread.sleep((long) (1000 * notice));
            } catch (InterruptedException stop) {
                return;
            }
        }
    }

    @Override
    public String why(Trial trial) {
        return "A real server takes its own time to start again, and requests that reach it between its last accept "
                + "and its exit are reset; the model has 1.5 s, and no such moment.";
    }
}
