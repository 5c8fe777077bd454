package grader.checks.lab11;

import java.util.List;

/** The checks of lab 11. */
public final class Lab11 {

    public static final List<Class<?>> CHECKS = List.of(ConfigChecks.class, SourcesChecks.class, SecretsChecks.class,
            PhasesChecks.class, ReadyChecks.class, StopAcceptingChecks.class, FinishChecks.class,
            RollingRestartChecks.class, ShutdownDeadlineChecks.class, ReleaseChecks.class, TwiceChecks.class,
            KillChecks.class,
            LostRequestChecks.class);

    private Lab11() {}
}
