package grader.proofs.reference.limits;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the reference has to do, as simply as it can be said, and exact to the last digit. */
public final class Model implements Limiter {

    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000);

    private record State(BigDecimal tokens, long time) {}

    private final BigDecimal rate;
    private final BigDecimal burst;
    private final int most;
    private final Map<String, State> states = new HashMap<>();
    private final List<String> seen = new ArrayList<>();        // the one seen last is the last

    public Model(double rate, int burst, int most) {
        this.rate = new BigDecimal(rate);
        this.burst = BigDecimal.valueOf(burst);
        this.most = most;
    }

    /** How many tokens `address` would find in a bucket without a brim; more than enough if it is not remembered. */
    public BigDecimal tokens(String address, long now) {
        State state = states.getOrDefault(address, new State(burst.add(BigDecimal.ONE), now));
        return state.tokens().add(BigDecimal.valueOf(now - state.time()).multiply(rate).divide(SECOND));
    }

    @Override
    public long ask(String address, long now) {
        BigDecimal tokens = tokens(address, now).min(burst);
        BigDecimal missing = BigDecimal.ONE.subtract(tokens);
        boolean passes = missing.signum() <= 0;
        states.put(address, new State(passes ? tokens.subtract(BigDecimal.ONE) : tokens, now));
        seen.remove(address);
        seen.add(address);
        if (seen.size() > most) {
            states.remove(seen.removeFirst());
        }
        return passes ? 0
                : missing.divide(rate, MathContext.DECIMAL128).setScale(0, RoundingMode.CEILING).longValueExact();
    }

    @Override
    public int remembered() {
        return seen.size();
    }
}
