package grader.bench.harness;

import java.util.function.Supplier;

/**
 * A part that is measured.
 *
 * @param group of those that do the same work: a table, whose ratios are to the first of them
 * @param threads how many do the work at the same time
 * @param bytes that the work takes in, for a column of MB/s; 0 for no such column
 * @param work called in the process that measures it
 */
public record Contestant(String group, String name, int threads, int bytes, Supplier<Work> work) {

    @Override
    public String toString() {
        return group + ": " + name;
    }
}
