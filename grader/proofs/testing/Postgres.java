package grader.proofs.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import grader.machine.postgres.PostgresServer;

/** The PostgreSQL that tests need. */
public final class Postgres {

    private Postgres() {}

    /** Skips the test on a machine without PostgreSQL. CI has to have it. */
    public static void assumeThere() {
        assumeTrue(PostgresServer.isAvailable() || System.getenv("CI") != null, "PostgreSQL is not installed");
    }
}
