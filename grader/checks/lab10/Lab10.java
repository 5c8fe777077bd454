package grader.checks.lab10;

import java.util.List;

/** The checks of lab 10. */
public final class Lab10 {

    public static final List<Class<?>> CHECKS = List.of(MigrateChecks.class, MigrationFailureChecks.class,
            ConnectionPoolChecks.class, PoolWaitingChecks.class, GivenUpChecks.class, BrokenChecks.class,
            LeakChecks.class,
            ParametersChecks.class, TransactionChecks.class, SharedCreditLimitChecks.class, KeyChecks.class,
            IndexChecks.class, PageChecks.class, PuzzleChecks.class);

    private Lab10() {}
}
