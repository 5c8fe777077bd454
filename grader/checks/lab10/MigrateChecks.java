package grader.checks.lab10;

import grader.clients.http.Await;
import grader.clients.http.CheckFailed;
import grader.clients.http.Limits;
import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.Server;
import grader.machine.database.DatabaseEvent;
import grader.machine.database.Hold;
import grader.machine.database.WatchedDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Task migrate: each migration happens once, whatever starts, and how often. */
class MigrateChecks {

    /** The common pool may have one thread only. */
    private static final Executor OWN_THREAD = task -> Thread.ofPlatform().daemon().start(task);

    static final String RECORDS = "SELECT version, name, checksum FROM schema_migrations ORDER BY version";
    /** So long the second one may take to begin, within the time that the first one has to start. */
    private static final Duration SECOND = Limits.START.dividedBy(2);

    @Test
    @Check(value = "all migrations are applied and recorded, and the next start applies none again",
            task = "migrate", rule = "once", points = 2, foundation = true, ownServer = true,
            explain = """
                    `schema_migrations` has a row for each migration that was applied. At the start, only those without
                    a row run, in the order of their versions. If all ran at each start, what users have changed since
                    would be changed back, and the first migration that cannot be repeated would stop the server.
                    """)
    void appliedOnce(Rig rig) {
        Store store = Store.shared(rig);
        store.start();
        List<List<String>> records = store.query(RECORDS);
        rig.step("the records", () -> expectVersions(rig, records));
        rig.step("a product of the migrations", () -> {
            if (store.number("SELECT COUNT(*) FROM products WHERE sku = 'pen'") != 1) {
                throw rig.failure("expected a product with the sku pen, as the migrations insert it");
            }
        });
        rig.tell("the pen is deleted");
        store.query("DELETE FROM products WHERE sku = 'pen'");
        store.stop();
        store.database().forget();
        store.start();
        rig.each("the pen is still deleted after the next start", () -> {
            if (store.number("SELECT COUNT(*) FROM products WHERE sku = 'pen'") != 0) {
                throw rig.failure("expected no pen, as it was deleted, but a migration has inserted it again");
            }
        });
        rig.each("the records are the same", () -> {
            if (!store.query(RECORDS).equals(records)) {
                throw rig.failure("expected the records " + records + ", but they are " + store.query(RECORDS));
            }
        });
        rig.each("no table was created again", () -> {
            List<DatabaseEvent> again = tables(store.database());
            if (!again.isEmpty()) {
                throw rig.failure("expected no migration to be applied again, but there was " + again.getFirst());
            }
        });
    }

    /** Versions in order, each once. */
    static void expectVersions(Rig rig, List<List<String>> records) {
        List<Integer> versions = records.stream().map(row -> Integer.parseInt(row.getFirst())).toList();
        if (versions.size() < 2 || versions.stream().distinct().count() < versions.size()) {
            throw rig.failure("expected a row in schema_migrations for each migration, at least two, but the versions "
                    + "there are " + versions);
        }
    }

    /** The statements that create the tables of the shop. */
    static List<DatabaseEvent> tables(WatchedDatabase database) {
        return database.statements("create table")
                .stream()
                .filter(event -> event.sql().toLowerCase(Locale.ROOT).matches("(?s).*\\b(customers|products)\\b.*"))
                .toList();
    }

    @Test
    @Check(value = "two servers that start at the same time apply each migration once", task = "migrate",
            rule = "two-starts", points = 2, ownServer = true, builds = "applied-once",
            explain = """
                    Two servers that both read the records before either has written one both apply everything. So read
                    them after you have the lock, which the database gives to one server at a time, and keep it until
                    the last record is committed.
                    """)
    void twoStarts(Rig rig) {
        Store store = Store.shared(rig);
        WatchedDatabase database = store.database();
        try (Hold hold = database.hold(DatabaseEvent.executing("insert into schema_migrations"))) {
            CompletableFuture<Server> first = CompletableFuture.supplyAsync(store::another, OWN_THREAD);
            if (!hold.holds(1, Limits.START)) {
                throw rig.failure("expected the first server to insert into schema_migrations, but it does not");
            }
            rig.tell("the database holds the first server, which records a migration");
            CompletableFuture<Server> second = CompletableFuture.supplyAsync(store::another, OWN_THREAD);
            database.await(SECOND, () -> database.openedConnections() > 2);
            store.awaitHeldOrQuiet(hold, 2);
            hold.release();
            started(first);
            started(second);
        }
        rig.each("the records", () -> expectVersions(rig, store.query(RECORDS)));
        rig.each("each table was created once", () -> {
            List<String> created = new ArrayList<>(tables(database).stream().map(DatabaseEvent::sql).toList());
            if (created.stream().distinct().count() < created.size()) {
                throw rig.failure("expected each migration to be applied once, but this statement was executed twice: "
                        + created.getFirst().strip().replaceAll("\\s+", " "));
            }
        });
    }

    private static void started(CompletableFuture<Server> server) {
        Duration limit = Limits.START.multipliedBy(2);
        if (!Await.comesTrue(limit, server::isDone)) {
            throw new CheckFailed(
                    "expected both servers to start, but one is not ready after " + Limits.shown(limit));
        }
        try {
            server.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CheckFailed("expected both servers to start, but " + failed.getCause().getMessage());
        }
    }
}
