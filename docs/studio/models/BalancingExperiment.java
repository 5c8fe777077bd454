package docs.studio.models;

import docs.studio.models.RandomLoad.Sent;
import docs.studio.models.RandomLoad.Wanted;
import docs.studio.servers.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lab 14's edge in front of five backends, of which one is slow. */
final class BalancingExperiment implements Experiment {

    private static final int BACKENDS = 5;
    private static final int ROOM = 60;
    private static final double SERVICE = .010;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Override
    public int lab() {
        return 14;
    }

    @Override
    public int scale() {
        return 5;
    }

    @Override
    public Optional<String> refusal(int number, Place place) {
        return Experiment.super.refusal(number, place).or(() -> place.text("policy").equals("random")
                ? Optional.of("its edge does not choose at random; give --policy round-robin, two-choices or "
                        + "least-connections")
                : Optional.empty());
    }

    @Override
    public double[] measure(Trial trial) throws InterruptedException {
        List<SlowService> backends = new ArrayList<>();
        for (int i = 1; i <= BACKENDS; i++) {
            double mean = SERVICE * trial.scale * (i == BACKENDS ? trial.place.number("slow") : 1);
            backends.add(trial.opened(new SlowService(1, ROOM, path -> trial.exponential(mean))));
        }
        String pool = backends.stream().map(SlowService::url).collect(Collectors.joining(","));
        ServerProcess edge = trial.start("edge", List.of("--route", "*/=all", "--backends",
                "all=" + pool + ";balance=" + trial.place.text("policy").replace(' ', '-'), "--eject-after", "0",
                "--retries", "0", "--upstream-timeout", "60000", "--total-timeout", "80000", "--queue-target",
                "60000"));
        int rate = (int) Math.round(trial.place.number("load") / 100 * BACKENDS / (SERVICE * trial.scale));
        List<Sent> sent = RandomLoad.of(trial, rate, PATIENCE, PATIENCE, () -> new Wanted(edge.port(), "/", 0));
        double[] times = RandomLoad.timesUntil(trial.seconds, sent);
        double all = backends.stream().mapToInt(SlowService::calls).sum();
        return new double[] {100 * backends.getLast().calls() / Math.max(1, all), trial.quantile(.5, times),
                trial.quantile(.99, times)};
    }

    @Override
    public String why(Trial trial) {
        return "The edge sees only its own requests in progress, and each takes the way through it and a connection "
                + "of its own; where several backends are equal, the model takes any, and the edge has an order.";
    }
}
