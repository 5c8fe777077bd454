package grader.talk;

import java.util.Random;

/** How a client and its network behave: in which pieces bytes come and go, when time passes, when it leaves. */
public interface Plan {

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
    Plan WHOLE = new Plan() {
        @Override
        public int comes(int left) {
            return Math.min(left, Setting.MOST_READ);
        }

        @Override
        public int goes(int left) {
            return left;
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

    /** Each byte comes alone. What goes does so in pieces of 1000 bytes, as single bytes would take long. */
    Plan BYTES = new Plan() {
        @Override
        public int comes(int left) {
            return 1;
        }

        @Override
        public int goes(int left) {
            return Math.min(left, 1000);
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

    /** Random pieces, in which time passes but never too much. */
    static Plan pieces(Random random) {
        return random(random, 0);
    }

    /** @param untimely one of how many waits comes to nothing: too late, or the client leaves; 0 if none */
    static Plan random(Random random, int untimely) {
        int usual = 1 << random.nextInt(17);
        return new Plan() {
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
