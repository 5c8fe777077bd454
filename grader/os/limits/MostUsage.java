package grader.os.limits;

import java.util.Optional;

/** How much a server may use: several times what any check makes a correct server use. */
record MostUsage(Usage most) {

    private static final long MILLION = 1_000_000;
    static final MostUsage USUAL = new MostUsage(new Usage(1L << 30, 100, 2_000, 16 * MILLION, 512L << 20));

    /** What is used too much, such as `it used 1,210 MiB of memory, and the limit is 1,024 MiB`. */
    Optional<String> exceededBy(Usage used) {
        return exceeded(used.memory() >> 20, most.memory() >> 20, "it used %,d MiB of memory, and the limit is %,d MiB")
                .or(() -> exceeded(used.processes(), most.processes(), "it had %,d processes, and the limit is %,d"))
                .or(() -> exceeded(used.threads(), most.threads(), "it had %,d threads, and the limit is %,d"))
                .or(() -> exceeded(used.output() / MILLION, most.output() / MILLION,
                        "it had written %,d million characters, and the limit is %,d million"))
                .or(() -> exceeded(used.disk() >> 20, most.disk() >> 20,
                        "it had written files of %,d MiB, and the limit is %,d MiB"));
    }

    private static Optional<String> exceeded(long used, long most, String words) {
        return used <= most ? Optional.empty() : Optional.of(words.formatted(used, most));
    }
}
