package docs.studio.models;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How a model's numbers are measured on a real server. */
interface Experiment {

    Map<String, Experiment> ALL = Map.of("accept-queue", new AcceptQueueExperiment(), "utilization",
            new UtilizationExperiment(), "event-loop", new EventLoopExperiment(), "backpressure",
            new BackpressureExperiment(), "stampede", new StampedeExperiment(), "drain", new DrainExperiment(),
            "retries", new RetriesExperiment(), "balancing", new BalancingExperiment());

    /** The lab whose server is measured if none is named. */
    int lab();

    /** Why the server of a lab cannot show this place, and what can; empty if it can. */
    default Optional<String> refusal(int number, Place place) {
        return number >= lab() ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "lab%02d is the first whose server shows it", lab()));
    }

    /** How many times longer than in the model everything takes, on a machine that is not slow. */
    default int scale() {
        return 1;
    }

    /** Whether a slow machine may take longer. */
    default boolean stretches() {
        return scale() > 1;
    }

    /** Measures, and returns the model's numbers in the model's time. */
    double[] measure(Trial trial) throws IOException, InterruptedException;

    /** Why the server parts from the model at this place if it does, from what the trial has seen. */
    String why(Trial trial);
}
