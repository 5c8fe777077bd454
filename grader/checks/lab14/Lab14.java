package grader.checks.lab14;

import grader.checks.lab14.buffer.SpilledContentChecks;
import grader.checks.lab14.buffer.TakenResponseChecks;
import grader.checks.lab14.cache.CacheLoadChecks;
import grader.checks.lab14.cache.CacheStorageChecks;
import grader.checks.lab14.cache.CacheUseChecks;
import grader.checks.lab14.tls.TlsChecks;
import grader.checks.lab14.tls.TlsEndChecks;
import grader.checks.lab14.tls.TlsFilesChecks;
import java.util.List;

/** The checks of lab 14. */
public final class Lab14 {

    public static final List<Class<?>> CHECKS = List.of(RoutingChecks.class, PassedRequestChecks.class,
            PassedResponseChecks.class, KeptConnectionChecks.class, TunnelChecks.class, RoundRobinChecks.class,
            BusyBackendChecks.class, HashChecks.class, AffinityChecks.class, SlowStartChecks.class,
            CheckedBackendChecks.class, EjectionChecks.class, FailoverChecks.class, TlsChecks.class,
            TlsFilesChecks.class, TlsEndChecks.class, Layer4Checks.class, Layer4LimitChecks.class,
            SpilledContentChecks.class, TakenResponseChecks.class, CacheUseChecks.class, CacheStorageChecks.class,
            CacheLoadChecks.class);

    private Lab14() {}
}
