package grader.fuzzing;

import grader.talk.Finding;
import grader.talk.Script;
import grader.talk.Subject;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Tries one case after another; a case is made from one seed, and the next case has the next seed. */
public final class Fuzzer {

    /**
     * What was found.
     *
     * @param shown  the smallest input that comes to it
     * @param length of the input that the seed makes
     */
    public record Found(long seed, Finding finding, Script shown, int length) {}

    private final Subject subject;
    private final Consumer<Found> teller;
    private final Set<String> kinds = new TreeSet<>();
    private volatile long cases;
    private volatile long conversations;
    private volatile long findings;
    private volatile long seed;

    /** @param teller is told of the first finding of each kind */
    public Fuzzer(Subject subject, Consumer<Found> teller) {
        this.subject = subject;
        this.teller = teller;
    }

    /** Tries the case of this seed. */
    public void run(long seed) {
        this.seed = seed;
        Script script = script(seed);
        try {
            conversations += Trial.of(subject, script, plans(seed));
        } catch (Finding finding) {
            findings++;
            if (kinds.add(finding.kind)) {
                Script smaller = new Minimizer(each -> finds(finding.kind, seed, each)).smaller(script);
                teller.accept(new Found(seed, finding, smaller, script.bytes().length));
            }
        }
        cases++;
    }

    private boolean finds(String kind, long seed, Script script) {
        try {
            Trial.of(subject, script, plans(seed));
            return false;
        } catch (Finding finding) {
            return finding.kind.equals(kind);
        }
    }

    /** What the client sends in the case of this seed. */
    static Script script(long seed) {
        return Damaged.script(new Random(mixed(seed)));
    }

    private static Random plans(long seed) {
        return new Random(mixed(~seed));
    }

    /** Seeds that follow each other make a Random begin alike. */
    private static long mixed(long seed) {
        long mixed = (seed ^ seed >>> 32) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    public long cases() {
        return cases;
    }

    public long conversations() {
        return conversations;
    }

    public long findings() {
        return findings;
    }

    /** Of the case that is tried now. */
    long seed() {
        return seed;
    }
}
