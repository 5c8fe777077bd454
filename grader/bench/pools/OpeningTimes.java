package grader.bench.pools;

import grader.bench.util.Median;
import grader.core.console.TextTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a pool saves: opening a connection to a real database and closing it, next to borrowing one. */
final class OpeningTimes {

    /** So that a time is far longer than it takes to look at the clock. */
    private static final int BATCH = 100;
    private static final List<PoolContestant> POOLS = List.of(PoolContestant.OWN, PoolContestant.HIKARI);

    private final int times;

    /** @param times how often a connection is opened */
    OpeningTimes(int times) {
        this.times = times;
    }

    /** @param urls of the databases, by what they are called */
    void print(Map<String, String> urls) throws Exception {
        TextTable table = new TextTable("lrrrrr").row("what a pool saves", "open and close", "lab 10's pool", "ratio",
                "HikariCP", "ratio");
        for (Map.Entry<String, String> url : urls.entrySet()) {
            List<Object> cells = new ArrayList<>(List.of(url.getKey()));
            // An embedded database ends with its last connection.
            try (Connection _ = Connections.of(url.getValue()).getConnection()) {
                double opening = nanos(PoolContestant.NONE, url.getValue(), times, 1);
                cells.add(micros(opening));
                for (PoolContestant contestant : POOLS) {
                    double borrowing = nanos(contestant, url.getValue(), times, BATCH);
                    cells.add(micros(borrowing));
                    cells.add(String.format(Locale.ROOT, "%,.0f", opening / borrowing));
                }
            }
            table.row(cells.toArray());
        }
        System.out.println();
        table.lines().forEach(System.out::println);
        System.out.println("Ratios say how many borrows take as long as one opening.");
    }

    private static double nanos(PoolContestant contestant, String url, int times, int batch)
            throws SQLException, InterruptedException {
        List<Double> nanos = new ArrayList<>();
        try (Pool pool = contestant.make(Connections.of(url))) {
            for (int i = 0; i < 2 * times; i++) {
                long start = System.nanoTime();
                for (int j = 0; j < batch; j++) {
                    pool.borrow(connection -> {});
                }
                if (i >= times) {           // The first half is for the compiler.
                    nanos.add((System.nanoTime() - start) / (double) batch);
                }
            }
        }
        return Median.of(nanos);
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%,.2f µs", nanos / 1000);
    }
}
