package grader.bench.pools;

import grader.bench.harness.Contestant;
import grader.bench.harness.PartBench;
import grader.bench.harness.Work;
import grader.core.files.Folders;
import grader.machine.os.ShutdownHook;
import grader.machine.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Measures lab 10's pool of connections next to HikariCP. */
@Command(name = "pool", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures lab 10's pool of connections next to HikariCP, which reports no leaks by default: the "
                + "time between two borrows of all threads together, how long threads wait for their turn, what a "
                + "pool saves on H2 and PostgreSQL, and what clients see when PostgreSQL is killed and started again.")
public final class PoolBench extends PartBench {

    private Fairness fairness;

    public PoolBench() {
        super("lab10");
    }

    @Override
    protected List<Contestant> contestants() {
        return Stream.of(1, 8, 64).flatMap(PoolBench::borrowing).toList();
    }

    private static Stream<Contestant> borrowing(int threads) {
        String group = "borrow and return, " + (threads == 1 ? "1 thread" : threads + " threads together");
        return Stream.of(PoolContestant.values())
                .filter(each -> each != PoolContestant.NONE)
                .map(each -> new Contestant(group, each.toString(), threads, 0,
                        () -> new Borrowing(each.make(Connections.of(Connections::toNothing)))));
    }

    private record Borrowing(Pool pool) implements Work {
        @Override
        public long once(int number) throws Exception {
            try {
                pool.borrow(connection -> {});
            } catch (SQLTransientException timeout) {
                // On a busy machine a thread may wait in vain. That has cost its time.
            }
            return number;
        }

        @Override
        public void close() {
            pool.close();
        }
    }

    /** A pool that opens a connection each time has nothing to measure. */
    @Override
    protected String mistake() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        try (Pool pool = PoolContestant.OWN.make(Connections.of(() -> {
            opened.incrementAndGet();
            return Connections.toNothing();
        }))) {
            for (int i = 0; i < Pool.SIZE; i++) {
                pool.borrow(connection -> {});
            }
        }
        return opened.get() > 1 ? "it opens a connection although another one is idle" : "";
    }

    @Override
    protected void round() throws Exception {
        fairness = fairness == null ? new Fairness(quick) : fairness;
        fairness.round();
    }

    @Override
    protected void finish() throws Exception {
        fairness.print();
        Path folder = Files.createTempDirectory("bench-pool");
        try (var _ = new ShutdownHook(() -> Folders.delete(folder))) {
            Map<String, String> urls = new LinkedHashMap<>();
            urls.put("H2, in memory", "jdbc:h2:mem:pool");
            urls.put("H2, in a file", "jdbc:h2:file:" + folder.toAbsolutePath().resolve("pool"));
            OpeningTimes times = new OpeningTimes(quick ? 100 : 500);
            if (PostgresServer.isAvailable()) {
                try (PostgresServer server = PostgresServer.start()) {
                    urls.put("PostgreSQL", server.url());
                    times.print(urls);
                    measureOutage(server);
                }
            } else {
                times.print(urls);
                System.out.println();
                System.out.println("PostgreSQL is not measured, as this machine has none: apt-get install postgresql");
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private void measureOutage(PostgresServer server) throws InterruptedException {
        Outage outage = new Outage();
        for (int round = 1, rounds = quick ? 1 : 3; round <= rounds; round++) {
            System.out.println("outage: round " + round + " of " + rounds);
            outage.round(server);
        }
        outage.print();
    }
}
