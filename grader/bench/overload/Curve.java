package grader.bench.overload;

import grader.bench.load.Goodput;
import grader.bench.util.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** The goodput of a server against the load that is offered, as a multiple of what the server can do. */
public final class Curve {

    private static final double MILLION = 1e6;

    private final double capacity;
    private final Map<Double, List<Goodput>> points = new TreeMap<>();

    /** @param capacity responses per second to clients that wait for each before they send the next request */
    public Curve(double capacity) {
        this.capacity = capacity;
    }

    /** Adds what a round came to. */
    public void add(double load, Goodput goodput) {
        points.computeIfAbsent(load, first -> new ArrayList<>()).add(goodput);
    }

    double capacity() {
        return capacity;
    }

    Set<Double> loads() {
        return points.keySet();
    }

    List<Goodput> rounds(double load) {
        return points.get(load);
    }

    /** Returns good responses per second: the median of the rounds. */
    public double goodput(double load) {
        return Median.of(points.get(load).stream().map(Goodput::rate).toList());
    }

    /** Returns the goodput as a part of its best, at whatever load that was. */
    public double ofBest(double load) {
        double best = points.keySet().stream().mapToDouble(this::goodput).max().orElse(0);
        return best == 0 ? 0 : goodput(load) / best;
    }

    /** Returns within how many milliseconds 99 % of what was not turned away had a response; NaN if all was. */
    public double p99(double load) {
        Histogram all = new Histogram(3);
        points.get(load).forEach(round -> all.add(round.times()));
        return all.getTotalCount() == 0 ? Double.NaN : all.getValueAtPercentile(99) / MILLION;
    }

    /** Returns which part of the requests of all rounds this is, from 0 to 1. */
    double share(double load, ToLongFunction<Goodput> what) {
        long all = points.get(load).stream().mapToLong(Goodput::due).sum();
        return all == 0 ? 0 : (double) points.get(load).stream().mapToLong(what).sum() / all;
    }
}
