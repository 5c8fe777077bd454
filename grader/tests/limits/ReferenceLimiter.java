package grader.tests.limits;

import grader.lab.PackagedParts;
import grader.lab.Change;
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

    private static final String CALLER = """
            package parts;

            import grader.tests.limits.Limiter;
            import java.lang.reflect.Field;
            import java.util.Map;

            public final class Caller implements Limiter {

                private final ThreadLocal<Long> now = ThreadLocal.withInitial(() -> 0L);
                private final RateLimit limit;

                public Caller(double rate, int burst, int mostClients) {
                    limit = new RateLimit(rate, burst, mostClients, now::get);
                }

                @Override
                public long ask(String address, long time) {
                    now.set(time);
                    Request request = new Request(null, null, null, null, new RequestContext(address, null));
                    try {
                        Response response = limit.handle(request, passed -> Response.empty(200));
                        return response.status() == 200 ? 0 : Long.parseLong(response.field("Retry-After"));
                    } catch (Exception error) {
                        throw new IllegalStateException(error);
                    }
                }

                @Override
                public int remembered() {
                    try {
                        for (Field field : RateLimit.class.getDeclaredFields()) {
                            field.setAccessible(true);
                            if (field.get(limit) instanceof Map<?, ?> clients) {
                                return clients.size();
                            }
                        }
                    } catch (IllegalAccessException error) {
                        throw new IllegalStateException(error);
                    }
                    throw new IllegalStateException("RateLimit has no map of clients");
                }
            }
            """;
}
