package grader.bench.server;

import java.util.Optional;

/**
 * What was measured of an engine.
 *
 * @param rate requests per second
 * @param slow times of responses of a handler that sleeps; empty if the connections could not be made
 */
record EngineFigures(double rate, Idle idle, Optional<OpenLoop> slow) {

    /**
     * Idle connections.
     *
     * @param held how many the engine held
     * @param residentBytes of memory for each of them; NaN if it held none
     * @param heapBytes of these in the heap of the server's process; NaN if it held none, or where it is not told
     */
    record Idle(int held, double residentBytes, double heapBytes) {}
}
