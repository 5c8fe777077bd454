package grader.checks.lab13;

import grader.clients.http.Limits;
import grader.grading.engine.Rig;
import grader.grading.server.UsualFlags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The checks of lab 13. */
public final class Lab13 {

    public static final List<Class<?>> CHECKS = List.of(LateRequestChecks.class, LateResponseChecks.class,
            CancelChecks.class, BreakerOpensChecks.class, OpenBreakerChecks.class,
            ProbeChecks.class, BulkheadChecks.class, RetriedChecks.class, RetryLimitsChecks.class, ShedChecks.class,
            ShedOnlyChecks.class, ContentChecks.class,
            OpenConnectionsChecks.class, LostProbeChecks.class);

    /** How long a server's first call of another one may take: it loads hundreds of classes. */
    static final Duration FIRST = Limits.PATIENCE.multipliedBy(3);

    private Lab13() {}

    /**
     * The flags of a server with an empty database in which nothing ends but what a check sets a limit for: no response
     * is too slow, and no request has waited too long.
     *
     * @param own more of them
     */
    static UsualFlags unlimited(Rig rig, String... own) {
        List<String> usual = new ArrayList<>(List.of("--database", rig.emptyDatabase(), "--breaker-slow",
                Limits.ENDLESS, "--queue-target", Limits.ENDLESS));
        Collections.addAll(usual, own);
        return new UsualFlags(usual)
                .endless("header", "body", "total", "upstream", "catalog", "pricing", "idle", "request", "handler",
                        "write", "drain", "pool", "database");
    }
}
