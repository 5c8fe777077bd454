package grader.proofs.soak;

import java.io.IOException;

/** What many clients do that are there at the same time. */
enum Mass {

    PIPELINERS(6, "send two requests together, of which the second takes long, and read nothing") {
        @Override
        void begin(Exchange visit, boolean mayWait) throws IOException {
            visit.get("/");
            visit.get(mayWait ? "/slow/10000" : "/bytes/100000000");
        }
    },
    STALLERS(6, "ask for 1 GiB each, and read nothing") {
        @Override
        void begin(Exchange visit, boolean mayWait) throws IOException {
            visit.get("/bytes/1073741824");
        }
    },
    IDLERS(100, "say nothing") {
        @Override
        void begin(Exchange visit, boolean mayWait) {}
    };

    private final int percent;
    private final String what;

    Mass(int percent, String what) {
        this.percent = percent;
        this.what = what;
    }

    /** How many they are, where `most` is the largest crowd. */
    int of(int most) {
        return Math.max(1, most * percent / 100);
    }

    String what() {
        return what;
    }

    /**
     * What each of them does as soon as it is connected; then it stays.
     *
     * @param mayWait whether a handler may wait: in an event loop, no handler may
     */
    abstract void begin(Exchange visit, boolean mayWait) throws IOException;
}
