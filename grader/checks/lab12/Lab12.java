package grader.checks.lab12;

import java.util.List;

/** The checks of lab 12. */
public final class Lab12 {

    public static final List<Class<?>> CHECKS = List.of(StopsChecks.class, SlowPageChecks.class, JsonLogChecks.class,
            LogSecretsChecks.class, BlockedLogChecks.class, LatencyChecks.class, LabelsChecks.class,
            TrafficChecks.class, ErrorKindsChecks.class, SaturationChecks.class, ExpositionChecks.class,
            TraceChecks.class);

    private Lab12() {}
}
