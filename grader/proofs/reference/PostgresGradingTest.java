package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.machine.database.EmptyDatabases;
import grader.machine.os.Output;
import grader.machine.os.ProcessControl;
import grader.machine.os.Processes;
import grader.machine.postgres.PostgresServer;
import grader.proofs.testing.Postgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * With `verify --all`, as it takes a minute: lab 10's reference passes all checks on PostgreSQL as on H2, as a teacher
 * may.
 */
@Tag("nightly")
class PostgresGradingTest {

    private static final Duration LIMIT = Duration.ofMinutes(8);

    @Test
    void theReferencePassesAllChecks() throws IOException, SQLException {
        Postgres.assumeThere();
        try (PostgresServer server = PostgresServer.start(); Processes processes = new Processes()) {
            ProcessBuilder grade = new ProcessBuilder("./jbang", "grade", "lab10", "--solution")
                    .redirectErrorStream(true);
            grade.environment().put(EmptyDatabases.VARIABLE, server.url());
            Process process = processes.start(grade);
            Output said = new Output(process.getInputStream(), "the grader");
            assertTrue(new ProcessControl(process).exitsWithin(LIMIT), () -> "it still runs: " + said.lines());
            assertEquals(0, process.exitValue(), () -> String.join("\n", said.lines()));
            assertTrue(said.await(line -> line.startsWith("score  100 of 100"), LIMIT).isPresent());
            assertEquals("0", databases(server), "each check has dropped its database");
        }
    }

    private static String databases(PostgresServer server) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url());
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT COUNT(*) FROM pg_database WHERE datname LIKE 'check%'")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
