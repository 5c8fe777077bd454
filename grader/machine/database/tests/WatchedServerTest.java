package grader.machine.database.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Transcript;
import grader.core.course.Lab;
import grader.core.source.Compiler;
import grader.grading.server.Program;
import grader.grading.server.Server;
import grader.grading.server.ServerLauncher;
import grader.grading.submission.LabClasses;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.DatabaseEvent.Kind;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import grader.machine.os.Processes;
import grader.machine.postgres.PostgresServer;
import grader.proofs.testing.CourseCopy;
import grader.proofs.testing.LabWithLibrary;
import grader.proofs.testing.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that the grader starts has the driver, if its lab has `java.sql`, and no line of its own about it. */
@Tag("nightly")
class WatchedServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private static final String SERVER = """
            import java.net.InetAddress;
            import java.net.ServerSocket;
            import java.sql.Connection;
            import java.sql.DriverManager;

            public class lab01 {
                public static void main(String[] flags) throws Exception {
                    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
                    IO.println("listening on http://127.0.0.1:" + listener.getLocalPort());
                    try (Connection connection = DriverManager.getConnection(flags[0]);
                            var statement = connection.prepareStatement("SELECT CAST(? AS BIGINT)")) {
                        while (true) {
                            listener.accept().close();
                            try {
                                statement.setLong(1, 7);
                                var rows = statement.executeQuery();
                                rows.next();
                                IO.println("got " + rows.getLong(1));
                            } catch (java.sql.SQLException failed) {
                                IO.println("failed " + failed.getSQLState());
                            }
                        }
                    }
                }
            }
            """;

    @TempDir
    private Path folder;
    private Program program;

    @BeforeEach
    void compile() throws Exception {
        CourseCopy copy = new CourseCopy(folder.resolve("course"));
        copy.replace("solutions/01-sockets/tasks.yaml", "modules: [java.base]",
                "modules: [java.base, java.net.http, java.sql]\nlibraries: [" + library("h2") + ", "
                        + library("postgresql") + "]");
        Lab lab = copy.course.lab("lab01");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        assertEquals(Optional.empty(), Compiler.compile(Map.of("lab01.java", SERVER), classes, lab));
        program = Program.Classes.of(lab, LabClasses.of(List.of(classes)), "a test", ignored -> {});
    }

    /** As `grader/libraries/` pins it. */
    private static String library(String name) {
        return LabWithLibrary.pinned()
                .stream()
                .filter(each -> each.contains(":" + name + ":"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isWatchedOnH2() {
        watches("jdbc:h2:mem:x;MODE=PostgreSQL");
    }

    @Test
    void isWatchedOnPostgres() {
        Postgres.assumeThere();
        watches(PostgresServer.shared().newDatabase());
    }

    private void watches(String url) {
        try (Processes processes = new Processes(); WatchedDatabase database = new WatchedDatabase();
                Hold hold = database.hold(DatabaseEvent.of(Kind.EXECUTE))) {
            ServerLauncher launcher = new ServerLauncher(program, folder.resolve("work"), processes);
            assertTrue(launcher.hasDriver());
            try (Server server = launcher.start(new Transcript(), List.of(database.url(url)))) {
                server.connect();
                hold.awaitHeld(1).release();
                assertTrue(server.awaitLine("got 7"::equals, PATIENCE).isPresent());
                DatabaseEvent query = database.statements().getFirst();
                assertEquals(List.of(7L), query.parameters());
                assertTrue(database.plan(query).length() > 5, database.plan(query));
                database.down();
                server.connect();
                assertTrue(server.awaitLine("failed 08006"::equals, PATIENCE).isPresent());
                assertEquals(1, database.openConnections());
            }
            assertTrue(database.await(PATIENCE, () -> database.openConnections() == 0), "when its process has ended");
        }
    }
}
