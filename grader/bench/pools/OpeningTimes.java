package grader.bench.pools;

import grader.bench.util.Median;
import grader.bench.util.MedianTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a pool saves: opening a connection to a real database and closing it, next to borrowing one. */
final class OpeningTimes {

    /** So that a time is far longer than it takes to look at the clock. */
    private static final int BATCH = 100;

    private final int times;

    /** @param times how often a connection is opened */
    OpeningTimes(int times) {
        this.times = times;
    }

    /** @param urls of the databases, by what they are called */
    void print(Map<String, String> urls) throws Exception {
        MedianTable table = new MedianTable("what a pool saves", "open and close", "%,.2f µs", "lab 10's pool",
                "%,.2f µs", "ratio", "%,.0f", "HikariCP", "%,.2f µs", "ratio", "%,.0f");
        for (Map.Entry<String, String> url : urls.entrySet()) {
            // An embedded database ends with its last connection.
            try (Connection _ = Connections.of(url.getValue()).getConnection()) {
                double opening = micros(PoolContestant.NONE, url.getValue(), 1);
                double own = micros(PoolContestant.OWN, url.getValue(), BATCH);
                double hikari = micros(PoolContestant.HIKARI, url.getValue(), BATCH);
                table.add(url.getKey(), opening, own, opening / own, hikari, opening / hikari);
            }
        }
        table.print();
        System.out.println("Ratios say how many borrows take as long as one opening.");
    }

    private double micros(PoolContestant contestant, String url, int batch) throws SQLException, InterruptedException {
        List<Double> micros = new ArrayList<>();
        try (Pool pool = contestant.make(Connections.of(url))) {
            for (int i = 0; i < 2 * times; i++) {
                long start = System.nanoTime();
                for (int j = 0; j < batch; j++) {
                    pool.borrow(connection -> {});
                }
                if (i >= times) {           // The first half is for the compiler.
                    micros.add((System.nanoTime() - start) / 1000.0 / batch);
                }
            }
        }
        return Median.of(micros);
    }
}
