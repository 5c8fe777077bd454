package grader.checks.lab10;

import grader.grading.engine.Check;
import grader.grading.engine.Rig;
import grader.grading.server.ExitedProcess;
import grader.machine.database.DatabaseEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Task migrate: starts that fail. */
class MigrationFailureChecks {

    /** The version after that of the migration that inserts products. */
    private static final Object LATER = 3;

    @Test
    @Check(value = "a migration that fails is not recorded, and the next start applies it", task = "migrate",
            rule = "recorded-last", points = 2, ownServer = true, builds = "applied-once",
            explain = """
                    The record comes last, in the same transaction. In PostgreSQL, a failure rolls back all of it. H2
                    commits after each CREATE TABLE, so what was done before the failure stays, and the next start
                    repeats it. A record that was written first would say that all is done.
                    """)
    void failedMigration(Rig rig) {
        Store store = Store.shared(rig);
        rig.tell("the database lets the migration that inserts products fail");
        store.database().fail(DatabaseEvent.executing("insert into products"), "58000", 1);
        ExitedProcess failed = store.runToEnd();
        rig.step("the start fails", () -> failed.expectRefusal("a migration has failed"));
        rig.each("no later migration is recorded", () -> {
            for (DatabaseEvent record : store.database().statements("insert into schema_migrations")) {
                if (record.parameters().contains(LATER)) {
                    throw rig.failure("expected the start to end with the migration that has failed, but there was "
                            + record);
                }
            }
        });
        store.start();
        rig.each("the next start has applied it", () -> {
            if (store.number("SELECT COUNT(*) FROM products WHERE sku = 'pen'") != 1) {
                throw rig.failure("expected the products of the migration that had failed, but there are none");
            }
        });
        rig.each("the records", () -> MigrateChecks.expectVersions(rig, store.query(MigrateChecks.RECORDS)));
    }

    @Test
    @Check(value = "a migration that was edited after it was applied stops the start", task = "migrate",
            rule = "edited", points = 2, ownServer = true, builds = "applied-once",
            explain = """
                    A migration that was applied and then edited exists twice: as the database knows it, and in the
                    source. Databases that are new get other tables than those that are old. So the checksum of each
                    recorded migration is compared with that of the source before anything is applied, and the message
                    names the migration: the remedy is to undo the edit, and to add another one.
                    """)
    void edited(Rig rig) {
        for (int position : List.of(0, 1)) {
            rig.each("migration " + (position + 1), () -> editedAt(rig, position));
        }
        rig.each("migration 2, while migration 1 is not recorded", () -> {
            Store store = Store.shared(rig);
            store.start();
            List<List<String>> records = store.query(MigrateChecks.RECORDS);
            rig.tell("the database has no record of migration " + records.getFirst().getFirst());
            store.query("DELETE FROM schema_migrations WHERE version = ?",
                    Integer.parseInt(records.getFirst().getFirst()));
            editedAt(rig, store, records.get(1));
        });
    }

    private static void editedAt(Rig rig, int position) {
        Store store = Store.shared(rig);
        store.start();
        editedAt(rig, store, store.query(MigrateChecks.RECORDS).get(position));
    }

    private static void editedAt(Rig rig, Store store, List<String> record) {
        int version = Integer.parseInt(record.getFirst());
        rig.tell("the database has another checksum for migration " + version);
        store.query("UPDATE schema_migrations SET checksum = ? WHERE version = ?", rig.word(), version);
        store.stop();
        store.database().forget();
        ExitedProcess refused = store.runToEnd();
        refused.expectRefusal("migration " + version + " was edited", record.get(1), "" + version);
        List<DatabaseEvent> applied = MigrateChecks.tables(store.database());
        if (!applied.isEmpty()) {
            throw rig.failure("expected that nothing is applied, but there was " + applied.getFirst());
        }
    }

    @Test
    @Check(value = "a database that cannot be reached stops the start, and its password is not shown",
            task = "migrate", rule = "no-database", points = 1, ownServer = true, builds = "applied-once",
            explain = """
                    The line on standard error says --database, and what the database or the driver says, so that
                    the person who starts the server knows what to repair. The password is a secret: logs are read by many.
                    """)
    void noDatabase(Rig rig) {
        Store store = Store.shared(rig);
        store.database().down();
        rig.tell("the database is down");
        String password = rig.word() + "7";
        ExitedProcess refused = store.runToEnd("--database-password", password);
        refused.expectRefusal("the database is down", "--database");
        if (String.join("\n", refused.err()).contains(password) || String.join("\n", refused.out())
                .contains(
                        password)) {
            throw rig.failure("expected the password not to be shown, but it is");
        }
    }

    @Test
    @Check(value = "a database that accepts a connection and never responds stops the start", task = "migrate",
            rule = "no-database", points = 1, ownServer = true, builds = "no-database",
            explain = """
                    A database that is frozen, or behind a firewall that drops packets, sends nothing, not even an
                    error. Drivers often wait for it without a limit. A start that hangs looks like a slow start;
                    a start that fails after a time limit says why.
                    """)
    void silentDatabase(Rig rig) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop?user=shop";
            rig.tell("port " + silent.getLocalPort() + " accepts connections, and never responds");
            rig.runToEnd("--database", url, "--database-timeout", "500")
                    .expectRefusal("the database does not respond", "--database");
        }
    }
}
