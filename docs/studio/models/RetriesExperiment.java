package docs.studio.models;

import docs.studio.models.RandomLoad.Sent;
import docs.studio.models.RandomLoad.Wanted;
import docs.studio.servers.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Lab 13's retries, their budget and its breaker, while another server is slow for three seconds, and afterward. */
final class RetriesExperiment implements Experiment {

    private static final int WORKERS = 10;
    private static final int ROOM = 400;
    private static final double SERVICE = .100;
    private static final double FAULT_BEGINS = 4;
    private static final double FAULT_ENDS = 7;
    private static final double LAST = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public int lab() {
        return 13;
    }

    @Override
    public double[] measure(Trial trial) throws InterruptedException {
        AtomicLong start = new AtomicLong(System.nanoTime());
        SlowService payments = trial.opened(new SlowService(WORKERS, ROOM, path -> {
            double now = (System.nanoTime() - start.get()) / 1e9;
            return trial.exponential(SERVICE) * (now > FAULT_BEGINS && now < FAULT_ENDS ? 5 : 1);
        }));
        String guard = trial.place.text("guard");
        boolean breaks = guard.equals("breaker");
        List<String> flags = new ArrayList<>(List.of("--engine", "virtual", "--payments", payments.url(), "--retries",
                trial.place.text("retries"), "--upstream-timeout", "1000", "--total-timeout", "30000", "--queue-target",
                "60000", "--retry-budget", guard.equals("budget") ? "10" : "100", "--breaker-window",
                breaks ? "50" : "100000", "--breaker-open", "3000"));
        ServerProcess server = trial.start("server", flags);
        start.set(System.nanoTime());
        List<Sent> sent = RandomLoad.of(trial, (int) trial.place.number("rate"), PATIENCE, PATIENCE,
                () -> new Wanted(server.port(), "/payments/1", 0));
        double born = sent.stream().filter(each -> each.born() > trial.seconds - LAST).count();
        double good = sent.stream()
                .filter(each -> each.end() > trial.seconds - LAST && each.end() <= trial.seconds)
                .count();
        return new double[] {(double) payments.calls() / Math.max(1, sent.size()), 100 * good / Math.max(1, born)};
    }

    @Override
    public String why(Trial trial) {
        return trial.place.text("guard").equals("none")
                ? "The lab always has a budget, at most one repetition per call; the model's “none” has no such bound. "
                        + "Compare with --retries 1."
                : "The lab waits up to 50 ms before the first retry and up to twice as long before each further one; "
                        + "the model waits 50 to 150 ms before each.";
    }
}
