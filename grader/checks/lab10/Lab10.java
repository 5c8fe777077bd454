package grader.checks.lab10;

import grader.checks.lab10.sql.AnomalyChecks;
import grader.checks.lab10.sql.ExpandContractChecks;
import grader.checks.lab10.sql.PreventionChecks;
import grader.checks.lab10.sql.PuzzleChecks;
import java.util.List;

/** The checks of lab 10. */
public final class Lab10 {

    public static final List<Class<?>> CHECKS = List.of(MigrateChecks.class, MigrationFailureChecks.class,
            ConnectionPoolChecks.class, PoolWaitingChecks.class, GivenUpChecks.class, BrokenChecks.class,
            LeakChecks.class,
            ParametersChecks.class, TransactionChecks.class, SharedCreditLimitChecks.class, KeyChecks.class,
            IndexChecks.class, PageChecks.class, PuzzleChecks.class, AnomalyChecks.class, PreventionChecks.class,
            RetryChecks.class, ExpandContractChecks.class, SmallerPoolChecks.class);

    private Lab10() {}
}
