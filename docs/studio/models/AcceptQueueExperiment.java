package docs.studio.models;

import docs.studio.models.RandomLoad.Sent;
import docs.studio.models.RandomLoad.Wanted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Clients that find the kernel's queue full, and try again each second, as their kernel does. */
final class AcceptQueueExperiment implements Experiment {

    private static final double SERVICE = .050;
    /** A client gives up half a second after its last try. */
    private static final Duration TRIES = Duration.ofMillis(5500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double FIRST_TRY = .5;
    private static final double LATER = 1;

    @Override
    public int lab() {
        return 2;
    }

    @Override
    public Optional<String> refusal(int number, Place place) {
        return HoldingServer.refusal(number);
    }

    @Override
    public double[] measure(Trial trial) throws InterruptedException {
        HoldingServer server = HoldingServer.start(trial, SERVICE, List.of("--workers", trial.place.text("workers"),
                "--backlog", trial.place.text("backlog"), "--queue", "0", "--overload", "wait"));
        List<Sent> sent = RandomLoad.of(trial, (int) trial.place.number("rate"), TRIES, PATIENCE,
                () -> new Wanted(server.port(), server.target(trial.exponential(SERVICE)), SERVICE));
        double tried = sent.stream().filter(each -> each.connected() > FIRST_TRY).count();
        double workers = trial.place.number("workers");
        double longest = (trial.place.number("backlog") + 3) * SERVICE / workers + LATER;
        long unknown = sent.stream()
                .filter(each -> each.connected() < FIRST_TRY && each.isGood() && each.total() > longest)
                .count();
        trial.note = unknown == 0 ? ""
                : " " + unknown + " of " + sent.size() + " clients were connected, as they believed, and waited longer "
                        + "than the whole queue takes: the kernel had dropped the last step of their handshake.";
        double[] times = RandomLoad.timesUntil(trial.seconds, sent);
        return new double[] {100 * tried / Math.max(1, sent.size()), trial.quantile(.5, times),
                trial.quantile(.99, times)};
    }

    @Override
    public String why(Trial trial) {
        int backlog = (int) trial.place.number("backlog");
        return (trial.lab() == 2 ? "Its handler takes 50 ms each time (--hold), and the model's times vary. " : "")
                + "With --backlog " + backlog + " Linux lets " + (backlog + 1)
                + " connections wait, and the acceptor holds one more." + trial.note;
    }
}
