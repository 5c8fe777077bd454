package grader.proofs.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import grader.clients.http.Answer;
import grader.clients.http.Await;
import grader.clients.http.Client;
import grader.clients.http.Limits;
import grader.grading.server.ExitedProcess;
import grader.grading.server.Server;
import grader.machine.postgres.PostgresServer;
import grader.proofs.reference.shop.ShopDatabase;
import grader.proofs.testing.Postgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lab 10's server waits for no database without a limit: not at its start, and not in a request. */
@Tag("nightly")
@Timeout(value = 8, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilentDatabaseTest {

    private static final int REQUESTS = 4;
    private static final String ORDER =
            "{\"user\":\"ada\",\"email\":\"a@b.example\",\"items\":[{\"sku\":\"pen\",\"quantity\":1}]}";

    @AutoClose
    static final ReferenceServers REFERENCE = new ReferenceServers("lab10");

    /** The kernel accepts a connection, and no one ever reads from it. */
    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://127.0.0.1:%d/x?user=postgres",
            "jdbc:h2:tcp://127.0.0.1:%d/./x;MODE=PostgreSQL"})
    void thatNeverRespondsFailsTheStart(String url) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            ExitedProcess refused = start(String.format(Locale.ROOT, url, silent.getLocalPort()));
            refused.expectRefusal("the database does not respond", "--database", "has not responded within 2000 ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x;DB_CLOSE_DELAY=-1 | ;MODE=PostgreSQL",
            "jdbc:h2:mem:x;MODE=POSTGRESQL;USER=sa;PASSWORD=secret7 | ;DB_CLOSE_DELAY=-1",
            "jdbc:h2:./x;mode=MySQL | ;MODE=PostgreSQL"})
    void withoutItsParametersFailsTheStart(String line) {
        String[] parts = line.split(" \\| ");
        ExitedProcess refused = start(parts[0]);
        refused.expectRefusal("the URL lacks a parameter", "--database", "add " + parts[1] + " to the URL");
        assertTrue(Stream.concat(refused.err().stream(), refused.out().stream())
                .noneMatch(out -> out.contains("secret7")));
    }

    private static ExitedProcess start(String url) {
        return REFERENCE.runToEnd(Map.of(), "--port", "0", "--database", url, "--database-timeout", "2000");
    }

    /** The first server has the file of H2 open; the others have it through the first. */
    @ParameterizedTest
    @ValueSource(strings = {"thread", "loop"})
    void serverOfH2ThatFreezesFailsRequests(String engine) {
        ShopDatabase database = ShopDatabase.Kind.H2.newDatabase(REFERENCE.folder());
        try (Server first = REFERENCE.start("--database", database.url());
                Server server = serving(engine, database.url())) {
            first.whileSuspended(() -> expectUnavailable(server));
            expectRecovery(server);
        }
    }

    @Test
    void postgresqlThatFreezesFailsRequests() {
        Postgres.assumeThere();
        try (PostgresServer postgres = PostgresServer.start(); Server server = serving("thread", postgres.url())) {
            postgres.whileSuspended(() -> expectUnavailable(server));
            expectRecovery(server);
        }
    }

    /** One connection is idle, and others have to be opened. */
    private static Server serving(String engine, String url) {
        Server server = REFERENCE.start("--database", url, "--engine", engine, "--pool-size", "2",
                "--database-timeout", "2000");
        get(server).answer().expectStatus(200);
        return server;
    }

    private static Client get(Server server) {
        return server.connect().send("GET /products HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private static void expectUnavailable(Server server) {
        List<Client> clients = Stream.generate(() -> get(server)).limit(REQUESTS).toList();
        for (Client client : clients) {
            assertTrue(client.awaitData(Limits.START), "a request has no response");
            client.answer().expectStatus(503);
        }
    }

    private static void expectRecovery(Server server) {
        String[] last = {""};
        boolean served = Await.comesTrue(Limits.START, () -> {
            Answer answer = get(server).answer();
            last[0] = answer.status() + " " + answer.body() + server.errorLines();
            return answer.status() == 200;
        });
        assertTrue(served, () -> "the database responds again, but the server: " + last[0]);
    }

    /** One transaction at a time writes to a file of H2. */
    @Test
    void checkoutThatWaitsForItsTurnIsBounded() throws SQLException {
        ShopDatabase database = ShopDatabase.Kind.H2.newDatabase(REFERENCE.folder());
        String url = database.url() + ";LOCK_TIMEOUT=60000";
        try (Server server = REFERENCE.start("--database", url, "--pool-timeout", "200", "--database-timeout",
                "60000", "--user", "ada:100000:yes");
                Connection other = DriverManager.getConnection(database.url());
                Statement statement = other.createStatement()) {
            checkout(server).answer().expectStatus(201);
            other.setAutoCommit(false);
            statement.executeUpdate("UPDATE customers SET spent = spent WHERE id = 'ada'");
            Client first = checkout(server);
            server.awaitRead(first);
            server.awaitIdle();
            Answer second = checkout(server).answer();
            assertEquals(503, second.status());
            assertTrue(second.body().contains("too busy"), second::body);
            other.rollback();
            first.answer().expectStatus(201);
        }
    }

    private static Client checkout(Server server) {
        return server.connect()
                .send("POST /checkout HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + ORDER.length() + "\r\n\r\n" + ORDER);
    }
}
