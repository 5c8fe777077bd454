package grader.checks.lab10.sql;

import grader.clients.http.CheckFailed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A plan of `expand-contract.sql` that is carried out on H2, while servers write and read. The steps and what the
 * servers do come one after the other, so that each run is the same.
 */
final class Rollout implements AutoCloseable {

    private static final int ROWS = 2500;
    private static final int MOST_CHANGED = 1000;
    private static final int MOST_REPEATS = 50;
    private static final Pattern STEP = Pattern.compile("(?is)(?:DEPLOY\\s+(?<version>\\d+)"
            + "|(?<repeat>REPEAT\\s+)?(?<update>UPDATE\\s.*)|(?<alter>ALTER\\s+TABLE\\s.*))");

    private final Random random;
    private final Consumer<String> told;
    private final List<Version> versions;
    private final H2Shop shop;
    private final Map<Long, Long> written = new TreeMap<>();    // cents, by id
    private List<Version> live;
    private long nextId = 1_000_001;

    /** @param told hears each step */
    Rollout(Random random, Consumer<String> told, List<Version> versions) throws SQLException {
        this.random = random;
        this.told = told;
        this.versions = versions;
        this.live = List.of(versions.getFirst());
        this.shop = H2Shop.with(List.of(
                "CREATE TABLE products (id BIGINT PRIMARY KEY, price DECIMAL(10, 2) NOT NULL)",
                "INSERT INTO products SELECT x, MOD(x * 7919, 10007) / 100.0 FROM generate_series(0, " + (ROWS - 1)
                        + ") AS n(x)"));      // one of the prices is 0
        for (long id = 0; id < ROWS; id += ROWS / 10) {
            written.put(id, id * 7919 % 10007);
        }
    }

    /**
     * Carries out the plan up to the deployment of a version, or to its end.
     *
     * @throws CheckFailed if a server's statement fails, or reads anything but what was written last; or if a step is
     *         none, fails, or changes too many rows
     */
    void runTo(int version, List<String> plan) {
        serve("at the beginning");
        for (String sql : plan) {
            Matcher step = STEP.matcher(sql);
            if (!step.matches()) {
                throw new CheckFailed("expected ALTER TABLE, UPDATE, REPEAT UPDATE or DEPLOY, but there is: " + sql);
            }
            told.accept(sql);
            if (step.group("version") != null) {
                deploy(step.group("version"));
                if (live.getFirst().number() == version && version < Version.LAST) {
                    return;
                }
            } else if (step.group("alter") != null) {
                change(sql);
                serve("after " + sql);
            } else {
                update(step.group("update"), step.group("repeat") != null);
            }
        }
        if (live.getFirst().number() < version) {
            throw new CheckFailed("expected DEPLOY 2, DEPLOY 3 and DEPLOY 4 in the plan, but the last one is "
                    + live.getFirst());
        }
    }

    private void deploy(String number) {
        Version old = live.getFirst();
        if (!number.equals("" + (old.number() + 1)) || old.number() == Version.LAST) {
            throw new CheckFailed("expected DEPLOY 2, DEPLOY 3 and DEPLOY 4, in this order, but after " + old
                    + " there is DEPLOY " + number);
        }
        Version next = versions.get(old.number());
        live = List.of(old, next);
        serve("while " + old + " and " + next + " serve");
        live = List.of(next);
        serve("when only " + next + " serves");
    }

    private void update(String sql, boolean repeats) {
        int changed = change(sql);
        serve("after " + sql);
        for (int count = 1; repeats && changed > 0; count++) {
            if (count == MOST_REPEATS) {
                throw new CheckFailed("expected REPEAT to end, but after " + count + " executions, the statement still "
                        + "changes rows: " + sql);
            }
            changed = change(sql);
            serve("after " + sql);
        }
    }

    private int change(String sql) {
        try {
            int changed = H2Shop.execute(shop.learner(), sql);
            if (sql.toUpperCase(Locale.ROOT).startsWith("UPDATE") && changed > MOST_CHANGED) {
                throw new CheckFailed("expected one execution to change at most " + MOST_CHANGED + " rows, but "
                        + changed + " were changed by: " + sql);
            }
            return changed;
        } catch (SQLException rejected) {
            throw new CheckFailed("expected H2 to take the step " + sql + ", but it says: " + SqlText.words(rejected));
        }
    }

    /** All versions that run insert, change and read: each the rows of each, in both orders. */
    private void serve(String when) {
        written.keySet().forEach(id -> readAll(id, "earlier", when));
        for (Version first : live) {
            for (List<Version> order : List.of(live, live.reversed())) {
                long id = nextId++;
                write(first, first.insert(), id, when);
                order.forEach(version -> write(version, version.update(), id, when));
            }
        }
        long old = random.nextInt(ROWS);
        live.reversed().forEach(version -> write(version, version.update(), old, when));
    }

    private void write(Version version, String sql, long id, String when) {
        long cents = random.nextInt(1, 1_000_000);
        String full = Version.with(sql, id, cents);
        try {
            int changed = H2Shop.execute(shop.learner(), full);
            if (changed != 1) {
                throw new CheckFailed(when + ": expected " + version + " to change 1 row, but " + changed
                        + " were changed by: " + full);
            }
        } catch (SQLException failed) {
            throw new CheckFailed(when + ": expected the statement of " + version + " to succeed: " + full
                    + ", but H2 says: " + SqlText.words(failed));
        }
        written.put(id, cents);
        readAll(id, "by " + version, when);
    }

    private void readAll(long id, String writer, String when) {
        for (Version version : live) {
            String sql = Version.with(version.read(), id, 0);
            String found = read(version, sql, when);
            if (!found.equals("" + written.get(id))) {
                throw new CheckFailed(when + ": expected " + version + " to read " + written.get(id)
                        + " cents, written " + writer + ", but it reads " + found + ": " + sql);
            }
        }
    }

    private String read(Version version, String sql, String when) {
        try {
            return H2Shop.use(shop.learner(), statement -> {
                ResultSet row = statement.executeQuery(sql);
                return row.next() ? String.valueOf(row.getString(1)) : "no row";
            });
        } catch (SQLException failed) {
            throw new CheckFailed(when + ": expected the statement of " + version + " to succeed: " + sql
                    + ", but H2 says: " + SqlText.words(failed));
        }
    }

    /** What the columns of the table are in the end, each in words. */
    List<String> columns() throws SQLException {
        try (Statement statement = shop.grader().createStatement(); ResultSet rows = statement.executeQuery("""
                SELECT column_name || ' ' || UPPER(data_type) || CASE is_nullable WHEN 'NO' THEN ' NOT NULL' ELSE '' END
                    || COALESCE(' DEFAULT ' || column_default, '')
                FROM information_schema.columns WHERE table_schema = 'shop' AND table_name = 'products'
                ORDER BY ordinal_position""")) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    @Override
    public void close() throws SQLException {
        shop.close();
    }
}
