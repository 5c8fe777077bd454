package docs.studio.models;

import docs.studio.models.RandomLoad.Sent;
import docs.studio.models.RandomLoad.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Requests by chance, for handlers that sleep: how long do they wait for a worker? */
final class UtilizationExperiment implements Experiment {

    private static final double SERVICE = .010;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public int lab() {
        return 7;
    }

    @Override
    public int scale() {
        return 2;
    }

    @Override
    public Optional<String> refusal(int number, Place place) {
        return HoldingServer.refusal(number)
                .or(() -> number == 2 && place.text("spread").equals("random")
                        ? Optional.of("lab02 holds each request for the same time, so give --spread constant")
                        : Optional.empty());
    }

    @Override
    public double[] measure(Trial trial) throws InterruptedException {
        int workers = (int) trial.place.number("workers");
        double load = trial.place.number("load") / 100;
        int rate = (int) Math.max(1, Math.round(load * workers / (SERVICE * trial.scale)));
        double service = load * workers / rate;         // the rate is a whole number, and the load stays
        boolean constant = trial.place.text("spread").equals("constant");
        HoldingServer server = HoldingServer.start(trial, service,
                List.of("--workers", "" + workers, "--queue", "100000", "--backlog", "4000"));
        trial.cost = server.cost(workers, service);
        // What lab 02 holds cannot be made shorter by the cost, so fewer requests come.
        int fewer = trial.lab() == 2 ? (int) Math.max(1, Math.round(load * workers / (service + trial.cost))) : rate;
        List<Sent> sent = RandomLoad.of(trial, fewer, PATIENCE, PATIENCE, () -> {
            double time = constant ? service : trial.exponential(service);
            return new Wanted(server.port(), server.target(time - trial.cost), time);
        });
        double[] waits =
                sent.stream().mapToDouble(each -> Math.max(0, each.total() - each.wanted().service())).toArray();
        return new double[] {trial.quantile(.5, waits), trial.quantile(.99, waits)};
    }

    @Override
    public String why(Trial trial) {
        return String.format(Locale.ROOT, "A request costs a worker %.1f ms beside its handler, which the load allows "
                + "for; what it costs the client is in the wait. Near full load, one more percent of work is many more "
                + "waiting.", trial.cost * 1000);
    }
}
