package grader.bench.pools;

import grader.bench.util.ForkedParts;
import grader.core.console.UserError;
import grader.core.files.Folders;
import grader.core.source.Parts;
import grader.machine.os.ShutdownHook;
import grader.machine.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures lab 10's pool of connections next to HikariCP. */
@Command(name = "grader/bench/pool.java", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures lab 10's pool of connections next to HikariCP: the time to borrow and return, how long "
                + "threads wait for their turn, what a pool saves on H2 and PostgreSQL, and what clients see when "
                + "PostgreSQL is killed and started again.")
public final class PoolBench implements Callable<Integer> {

    private static final int LAB = 10;

    @Option(names = "--mine", description = "measure labs/ instead of solutions/")
    private boolean mine;

    @Option(names = "--quick", description = "one short round: a minute on a quiet machine, and less exact")
    private boolean quick;

    @Override
    public Integer call() throws Exception {
        System.out.println(Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                + "; figures are medians, ratios of one run can be compared");
        try (ForkedParts parts = new ForkedParts(LAB, mine, Parts.source("grader/bench/pools/parts/Caller.java"))) {
            parts.written(PoolBench::check);
            BorrowTimes times = new BorrowTimes(parts, quick);
            Fairness fairness = new Fairness(quick);
            for (int round = 1, rounds = quick ? 1 : 5; round <= rounds; round++) {
                System.out.println("borrowing: round " + round + " of " + rounds);
                times.round();
                fairness.round();
            }
            times.print();
            fairness.print();
            measureDatabases();
        }
        return 0;
    }

    /** A pool that opens a connection each time has nothing to measure. */
    private static boolean check() {
        AtomicInteger opened = new AtomicInteger();
        try (Pool pool = PoolContestant.OWN.make(new Connections(() -> {
            opened.incrementAndGet();
            return Connections.stubs().getConnection();
        }))) {
            for (int i = 0; i < Pool.SIZE; i++) {
                pool.borrow(connection -> {});
            }
        } catch (SQLException | InterruptedException failure) {
            throw new UserError("no connection can be borrowed from lab 10's pool: " + failure,
                    "./jbang grade lab10 tells more");
        }
        if (opened.get() > 1) {
            throw new UserError("in lab 10's pool, a connection is opened although another one is idle",
                    "write the task pool; ./jbang grade lab10 tells more");
        }
        return true;
    }

    private void measureDatabases() throws Exception {
        Path folder = Files.createTempDirectory("bench-pool");
        try (var _ = new ShutdownHook(() -> Folders.delete(folder))) {
            Map<String, String> urls = new LinkedHashMap<>();
            urls.put("H2, in memory", "jdbc:h2:mem:pool");
            urls.put("H2, in a file", "jdbc:h2:file:" + folder.toAbsolutePath().resolve("pool"));
            if (PostgresServer.isAvailable()) {
                try (PostgresServer server = PostgresServer.start()) {
                    urls.put("PostgreSQL", server.url());
                    printOpeningTimes(urls);
                    measureOutage(server);
                }
            } else {
                printOpeningTimes(urls);
                System.out.println();
                System.out.println("PostgreSQL is not measured, as this machine has none: apt-get install postgresql");
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private void printOpeningTimes(Map<String, String> urls) throws Exception {
        System.out.println();
        System.out.println("opening: " + String.join("; ", urls.keySet()));
        new OpeningTimes(quick ? 100 : 500).print(urls);
    }

    private void measureOutage(PostgresServer server) throws InterruptedException {
        Outage outage = new Outage();
        System.out.println();
        for (int round = 1, rounds = quick ? 1 : 3; round <= rounds; round++) {
            System.out.println("outage: round " + round + " of " + rounds);
            outage.round(server);
        }
        outage.print();
    }
}
