package grader.proofs.protocol;

import java.util.Random;
import java.util.function.IntUnaryOperator;

/** How a client and its network behave: in which pieces bytes come and go, when time passes, when it leaves. */
public interface NetworkSchedule {

    /** What happens while something is waited for. */
    enum Event {
        /** What is waited for. */
        GOES_ON,
        /** Some time passes, but less than there is. */
        PASSES,
        /** All the time passes. */
        LATE,
        /** The client is gone. */
        LEAVES
    }

    /** How many of `left` bytes come next, at least one. */
    int comes(int left);

    /** How many of `left` bytes are written now; perhaps none. */
    int goes(int left);

    Event next();

    /** A number below `bound`. */
    long any(long bound);

    /** All bytes come and go in one piece, as far as a read takes them. */
    NetworkSchedule WHOLE = steady(left -> Math.min(left, Setting.MOST_READ), left -> left);

    /** Each byte comes alone. What goes does so in pieces of 1000 bytes, as single bytes would take long. */
    NetworkSchedule BYTES = steady(left -> 1, left -> Math.min(left, 1000));

    /** Pieces as they are told, and no time passes. */
    static NetworkSchedule steady(IntUnaryOperator comes, IntUnaryOperator goes) {
        return new NetworkSchedule() {
            @Override
            public int comes(int left) {
                return comes.applyAsInt(left);
            }

            @Override
            public int goes(int left) {
                return goes.applyAsInt(left);
            }

            @Override
            public Event next() {
                return Event.GOES_ON;
            }

            @Override
            public long any(long bound) {
                return 0;
            }
        };
    }

    /** Random pieces, in which time passes but never too much. */
    static NetworkSchedule pieces(Random random) {
        return random(random, 0);
    }

    /** @param untimely one of how many waits comes to nothing: too late, or the client leaves; 0 if none */
    static NetworkSchedule random(Random random, int untimely) {
        int usual = 1 << random.nextInt(17);
        return new NetworkSchedule() {
            @Override
            public int comes(int left) {
                return 1 + random.nextInt(Math.min(left, usual));
            }

            @Override
            public int goes(int left) {
                return random.nextInt(8) == 0 ? 0 : Math.min(left, random.nextInt(2 * usual + 512));
            }

            @Override
            public Event next() {
                if (untimely > 0 && random.nextInt(untimely) == 0) {
                    return random.nextInt(3) == 0 ? Event.LEAVES : Event.LATE;
                }
                return random.nextInt(4) == 0 ? Event.PASSES : Event.GOES_ON;
            }

            @Override
            public long any(long bound) {
                return random.nextLong(bound);
            }
        };
    }
}
