package grader.proofs.reference.limits;

import grader.core.source.Change;
import grader.core.source.PackagedParts;
import grader.core.source.Parts;
import java.nio.file.Path;

/** The rate limit of lab 05's reference. Copies may have a text changed. */
public final class ReferenceLimiter {

    private final PackagedParts parts;
    private final PackagedParts.Maker<Limiter> limiters;

    private ReferenceLimiter(PackagedParts parts) {
        this.parts = parts;
        this.limiters = parts.maker(Limiter.class, double.class, int.class, int.class);
    }

    /** @param folder of the test's own */
    public static ReferenceLimiter in(Path folder) {
        return new ReferenceLimiter(PackagedParts.ofReference(5, CALLER, folder));
    }

    /** As {@link PackagedParts#with}. */
    public ReferenceLimiter with(String file, String text, String with) {
        return new ReferenceLimiter(parts.with(new Change(file, text, with)));
    }

    public Limiter limiter(double rate, int burst, int mostClients) {
        return limiters.make(rate, burst, mostClients);
    }

    private static final String CALLER = Parts.source("grader/proofs/reference/parts/limits/Caller.java");
}
