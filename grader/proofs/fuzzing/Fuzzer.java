package grader.proofs.fuzzing;

import grader.proofs.protocol.Finding;
import grader.proofs.protocol.Script;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;

/** Tries one case after another; a case is made from one seed, and the next case has the next seed. */
public final class Fuzzer {

    /** What was found, and the input that the seed makes. */
    public record Found(long seed, Finding finding, Script script) {}

    /** Is told of the first finding of each kind. */
    public interface Teller {

        /** At once: whatever comes of making it smaller, this is known. */
        void found(Found found);

        /** @param script the smallest that comes to the same */
        void smaller(Found found, Script script);
    }

    private final Function<Random, Script> inputs;
    private final ToIntBiFunction<Script, Random> trial;
    private final Teller teller;
    private final BooleanSupplier hurry;
    private final Set<String> kinds = new TreeSet<>();
    private volatile long cases;
    private volatile long conversations;
    private volatile long findings;
    private volatile long steps;
    private volatile long seed;
    private volatile Script script;

    /**
     * @param inputs makes a script
     * @param trial tries a script, and says how many conversations that were; throws a {@link Finding}
     * @param hurry whether there is no time left to make an input smaller
     */
    public Fuzzer(Function<Random, Script> inputs, ToIntBiFunction<Script, Random> trial, Teller teller,
            BooleanSupplier hurry) {
        this.inputs = inputs;
        this.trial = trial;
        this.teller = teller;
        this.hurry = hurry;
    }

    /** Tries the case of this seed. */
    public void run(long seed) {
        this.seed = seed;
        Script made = script(seed);
        try {
            conversations += tried(seed, made);
        } catch (Finding finding) {
            findings++;
            if (kinds.add(finding.kind)) {
                tell(new Found(seed, finding, made));
            }
        }
        cases++;
    }

    private void tell(Found found) {
        teller.found(found);
        Script smaller = new Minimizer(each -> finds(found, each), hurry).smaller(found.script());
        if (smaller.bytes().length < found.script().bytes().length) {
            teller.smaller(found, smaller);
        }
    }

    private boolean finds(Found found, Script script) {
        try {
            tried(found.seed(), script);
            return false;
        } catch (Finding finding) {
            return finding.kind.equals(found.finding().kind);
        }
    }

    /** How many conversations that were. */
    private int tried(long seed, Script script) {
        this.script = script;
        steps++;
        return trial.applyAsInt(script, plans(seed));
    }

    /** What the client sends in the case of this seed. */
    private Script script(long seed) {
        return inputs.apply(new Random(mixed(seed)));
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

    /**
     * Inputs that were tried: cases, and smaller ones of what was found. While one does not end, this stays as it is.
     */
    long steps() {
        return steps;
    }

    /** Of the case that is tried now. */
    long seed() {
        return seed;
    }

    /** What is tried now. */
    Script script() {
        return script;
    }
}
