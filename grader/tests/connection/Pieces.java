package grader.tests.connection;

import grader.talk.Plan;

/** Cuts that are given. */
final class Pieces {

    private Pieces() {}

    /** The input in two pieces, of which the first has `first` bytes. */
    static Plan cut(int first) {
        return new Plan() {
            private boolean begun;

            @Override
            public int comes(int left) {
                int count = begun ? left : Math.min(first, left);
                begun = true;
                return count;
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
    }
}
