package grader.soak;

import java.io.IOException;

/** What many clients do that are there at the same time. */
enum Mass {

    PIPELINERS(6, "send a fast and a slow request together") {
        @Override
        void begin(Exchange visit) throws IOException {
            visit.get("/");
            visit.get("/slow/10000");
        }
    },
    STALLERS(6, "ask for 1 GiB each, and read nothing") {
        @Override
        void begin(Exchange visit) throws IOException {
            visit.get("/bytes/1073741824");
        }
    },
    IDLERS(100, "say nothing") {
        @Override
        void begin(Exchange visit) {}
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

    /** What each of them does as soon as it is connected; then it stays. */
    abstract void begin(Exchange visit) throws IOException;
}
