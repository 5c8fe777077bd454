package docs.studio.models;

import docs.studio.servers.LoadConnection;
import docs.studio.servers.LoadConnection.Lost;
import docs.studio.servers.ServerProcess;
import grader.core.console.UserError;
import grader.machine.os.ResidentMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A client that reads slowly: what it gets, and by how much the server's memory grows meanwhile. */
final class BackpressureExperiment implements Experiment {

    private static final int MEGABYTE = 1_000_000;
    private static final int PIECE = 50_000;
    private static final int WARM = 64 * MEGABYTE;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public int lab() {
        return 7;
    }

    @Override
    public double[] measure(Trial trial) throws IOException, InterruptedException {
        ServerProcess server = trial.start("server", List.of());
        double rate = trial.place.number("reader") * MEGABYTE;
        read(server, WARM, Double.POSITIVE_INFINITY, 0);
        long before = memory(server);
        long start = System.nanoTime();
        long most = read(server, (long) (rate * trial.seconds), rate, before);
        double took = (System.nanoTime() - start) / 1e9;
        return new double[] {rate * trial.seconds / took / MEGABYTE, Math.max(0, most - before) / 1e6};
    }

    /** Reads so many bytes at a rate, and returns the most memory that the server had. */
    private static long read(ServerProcess server, long count, double rate, long before)
            throws IOException, InterruptedException {
        long most = before;
        try (LoadConnection connection = LoadConnection.open(server.port(), PATIENCE)) {
            connection.send("/bytes/" + 2 * count);      // it has always more to give
            long start = System.nanoTime();
            for (long got = 0; got < count; got += PIECE) {
                double early = got / rate - (System.nanoTime() - start) / 1e9;
                Thread.sleep(Duration.ofNanos(Math.max(0, (long) (early * 1e9))));
                if (!connection.readSome(PIECE)) {
                    throw new UserError("GET /bytes/" + 2 * count + " ended after " + got + " bytes",
                            "./jbang grade lab07 says more");
                }
                if (got % (20 * PIECE) == 0) {
                    most = Math.max(most, memory(server));
                }
            }
        } catch (Lost none) {
            throw new UserError("the server did not accept a connection: " + none.getMessage(),
                    "./jbang grade lab07 says more");
        }
        return most;
    }

    private static long memory(ServerProcess server) {
        return server.handle()
                .map(ResidentMemory::of)
                .filter(known -> known.isPresent())
                .map(known -> known.getAsLong())
                .orElseThrow(() -> new UserError("this system does not say how much memory a process has",
                        "measure this one on Linux"));
    }

    @Override
    public Optional<String> refusal(int number, Place place) {
        return Experiment.super.refusal(number, place).or(() -> place.number("source") < place.number("reader")
                ? Optional.of("its source gives as much as the reader takes; give --source the reader's value, or more")
                : Optional.empty());
    }

    @Override
    public String why(Trial trial) {
        return trial.place.text("writer").equals("waits")
                ? "The model holds four pieces of 1 MB; a server holds one buffer, and the kernel's socket buffers, "
                        + "which are not in its memory."
                : "No flag lets the server write without waiting: it asks its source for more when the socket has "
                        + "room. Compare it with --writer waits.";
    }
}
